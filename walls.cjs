// Who may import whom. What is not named is forbidden. Each wall says why it stands.
const within = (path) => (path.endsWith('.ts') ? `^${path}$` : `^${path}/`);
const wall = (name, comment, from, ...may) => ({
  name,
  comment,
  severity: 'error',
  from: { path: within(from), pathNot: '[.]spec[.]ts$' },
  to: { path: '^(apps|libs|test|migrations)/', pathNot: [within(from), ...may.map(within)] },
});
const lib = (name, comment, ...may) => wall(name, comment, `libs/${name}`, 'libs/kernel', ...may.map((other) => `libs/${other}`));
const app = (name, comment, ...may) => wall(`app-${name}`, comment, `apps/${name}`, ...may);

module.exports = {
  forbidden: [
    lib('kernel', 'The words everyone speaks depend on nobody.'),
    lib('persistence', 'The way to the database knows no noun of the field.'),
    lib('web', 'What every page needs knows no entity, so that the registry app can use it without reaching personal data.', 'persistence'),
    lib('files', 'Bytes and their retention; what a recording means is assessment’s business.', 'persistence'),
    lib('mail', 'Letters know their words, not who may have them.', 'persistence'),
    lib('pdf', 'Drawing knows no noun of the field.'),
    lib('signing', 'Signing knows nothing of training, so anybody can check it alone.'),
    lib('registry', 'Public facts only: it must not reach a person’s record.', 'persistence', 'signing'),
    lib('identity', 'People and permissions stand under everything and know none of it.', 'persistence'),
    lib('record', 'The record keeps statements of all; it cannot know who makes them.', 'identity', 'persistence'),
    lib('assessment', 'Judging skills works without a course around it.', 'record', 'identity', 'persistence', 'files'),
    lib('course', 'A course starts assessments; assessment never reaches back.', 'assessment', 'record', 'identity', 'persistence'),
    lib('evidence', 'Claims and vouchers work for training from anywhere.', 'record', 'identity', 'persistence', 'files'),
    lib('certification', 'A body certifies from the record alone, also what was taught elsewhere: neither course, assessment nor evidence is known here.', 'record', 'identity', 'persistence', 'pdf', 'signing', 'registry'),
    app('lms', 'Pages know libraries; mail is the worker’s.', ...['kernel', 'persistence', 'web', 'files', 'identity', 'record', 'assessment', 'course', 'evidence', 'certification', 'registry', 'signing', 'pdf'].map((name) => `libs/${name}`)),
    app('registry', 'The public surface cannot reach personal data.', ...['kernel', 'persistence', 'web', 'registry', 'signing'].map((name) => `libs/${name}`)),
    app('worker', 'Handlers know libraries, not pages.', ...['kernel', 'persistence', 'mail', 'files', 'identity', 'record', 'assessment', 'course', 'evidence', 'certification', 'registry', 'signing', 'pdf'].map((name) => `libs/${name}`)),
    app('cli', 'The command line alone starts other apps, by their doors.', 'libs', 'apps/lms/src/index.ts', 'apps/registry/src/index.ts', 'apps/worker/src/index.ts'),
    {
      name: 'through-the-door',
      comment: 'A library is known by its index alone.',
      severity: 'error',
      from: { path: '^(apps|libs|test|migrations)/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$2/', '/src/index[.]ts$'] },
    },
    {
      name: 'pure-domain',
      comment: 'Rules are functions over plain values: they import their own folder and kernel.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: '[.]spec[.]ts$' },
      to: { pathNot: ['^libs/$1/src/domain/', '^libs/kernel/'] },
    },
    {
      name: 'record-is-appended-by-those-who-judge',
      comment: 'record.append checks no permission: only the libraries that have checked one may reach it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/(record|assessment|course|evidence|certification)/', '^apps/(lms|worker|cli)/', '[.]spec[.]ts$'] },
      to: { path: '^libs/record/' },
    },
    { name: 'no-circle', comment: 'Two files that need each other are one thought in two places.', severity: 'error', from: { pathNot: '/entities/' }, to: { circular: true, viaOnly: { pathNot: '/entities/' } } },
    { name: 'resolves', comment: 'An import that leads nowhere hides a wall.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'], extensions: ['.ts', '.js'] },
  },
};
