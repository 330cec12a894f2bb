import type { PageContext } from '#libs/web';

/** What the pattern pages show: every part once, with names that have tripped systems before. */
export const context: PageContext = {
  lang: 'en',
  timeZone: 'America/Chicago',
  nonce: 'bm9uY2U',
  csrf: 'csrf-token',
  person: { name: "Zoë O'Brien-Ñandú", accountPath: '/account', signOutPath: '/sign-out' },
  nav: [
    { href: '/', label: 'Home', current: true },
    { href: '/path', label: 'My path', current: false },
    { href: '/hours', label: 'Hours', current: false },
    { href: '/certification', label: 'Certification', current: false },
  ],
  path: '/patterns',
  flash: { kind: 'done', text: 'Your answers are saved.' },
  reminder: { text: 'Your e-mail is not verified yet', href: '/account/email', link: 'Send the letter again' },
  requestId: '0192-7f3a',
};

const form = {
  typed: { site: 'Casa del Río', email: 'june at example', on: '2026-02-30', minutes: 'ninety', domain: 'ethics', activity: 'We talked about going back to work.\nسلام', supervision: 'group', competencies: ['listening', 'sharing'] },
  faults: {
    email: 'Write an e-mail address with an @ in it, like june@example.org',
    minutes: 'Write the minutes as a number, like 90',
    supervision: 'Choose the kind of supervision that June Park-Nguyễn gave you',
    agreed: 'Please confirm that you worked these hours',
  },
};

const rows = [
  { href: '/a/1', name: 'محمد العلي', program: 'Certified Peer Specialist', sent: '2026-01-12', kind: 'wait', standing: 'Waiting', worked: 7260 },
  { href: '/a/2', name: '王小明', program: 'Certified Peer Specialist', sent: '2026-01-30', kind: 'info', standing: 'Claimed', worked: 7200 },
  { href: '/a/3', name: 'Sukarno', program: 'Certified Peer Specialist, Youth and Family', sent: '2026-02-02', kind: 'caution', standing: 'Returned', worked: 7425 },
];

export const patterns = {
  form,
  rows,
  breadcrumb: [{ href: '/', label: 'Home' }, { href: '/design', label: 'Design' }, { href: null, label: 'Patterns' }],
  languages: [{ href: '?language=es', language: 'es', name: 'español' }, { href: '?language=original', language: null, name: null }],
  path: [
    { number: 1, title: 'Foundations of peer support', href: '/m/1', state: 'done', note: '6 h 30 min' },
    { number: 2, title: 'Engagement and active listening', href: '/m/2', state: 'current', note: 'Role play: practise with a partner' },
    { number: 3, title: 'Ethics, boundaries and confidentiality', href: '/m/3', state: 'open', note: '4 lessons, 1 check' },
    { number: 4, title: 'Crisis, safety and 988', href: null, state: 'locked', note: 'Opens when you finish “Ethics, boundaries and confidentiality”.' },
  ],
  hours: [
    { label: 'Advocacy', minutesMet: 600, minutesAsked: 600, percent: 100 },
    { label: 'Mentoring and education', minutesMet: 200, minutesAsked: 600, percent: 33 },
    { label: 'Recovery and wellness', minutesMet: 45, minutesAsked: 600, percent: 7 },
    { label: 'Ethical responsibility', minutesMet: 0, minutesAsked: 960, percent: 0 },
  ],
  steps: [
    { title: 'Your name', state: 'done' },
    { title: 'Your training', state: 'done' },
    { title: 'Code of ethics', state: 'current' },
    { title: 'Attestation', state: 'ahead' },
    { title: 'Check and send', state: 'ahead' },
  ],
  domains: [{ value: 'advocacy', label: 'Advocacy' }, { value: 'ethics', label: 'Ethical responsibility' }],
  supervision: [{ value: 'individual', label: 'Individual', hint: 'You and your supervisor.' }, { value: 'group', label: 'Group', hint: null }, { value: 'none', label: 'None that day', hint: null }],
  competencies: [{ value: 'engaging', label: 'Engages peers', hint: null }, { value: 'listening', label: 'Listens with empathy', hint: null }, { value: 'sharing', label: 'Shares lived experience', hint: 'Only what helps the other person.' }],
  tags: [
    { kind: 'good', label: 'Active' },
    { kind: 'wait', label: 'Waiting for a decision' },
    { kind: 'caution', label: 'In grace until June 30' },
    { kind: 'stop', label: 'Suspended' },
    { kind: 'past', label: 'Expired' },
    { kind: 'info', label: 'Draft' },
  ],
  facts: [
    { term: 'Certified name', value: "Zoë O'Brien-Ñandú", href: '/name', action: 'Ask for a correction' },
    { term: 'Number', value: 'CPS-2026-000147', href: null, action: null },
    { term: 'Valid until', value: 'March 3, 2028', href: null, action: null },
  ],
  history: [
    { at: '2026-03-03T22:05:00Z', on: null, title: 'Certification awarded', text: 'Decided by Odette.' },
    { at: '2026-02-20T15:00:00Z', on: null, title: 'Application sent', text: null },
    { at: null, on: '2026-02-14', title: 'Code of ethics signed', text: 'Version 2, in force since January 1, 2026.' },
  ],
};

export const publicPage = { form: { typed: { number: 'CPS-2026-00014', name: '' }, faults: { name: 'Write at least one whole part of the name' } } };
