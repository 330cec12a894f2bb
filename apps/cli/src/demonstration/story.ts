import { Applications, Attestations, Awards, EthicsSignatures, ProgramQueries, Review, Standings, Submissions } from '#libs/certification';
import { Cohorts, Enrollments } from '#libs/course';
import { SupervisorApprovals } from '#libs/evidence';
import { Roles } from '#libs/identity';
import { addDays, addMonths, type Day } from '#libs/kernel';
import { CAST, type CastName } from './cast.ts';
import type { Stage } from './stage.ts';

const LISTENING = ['engagement', 'engagement/role-play/listening'] as const;
const BOUNDARIES = ['ethics', 'ethics/role-play/boundaries'] as const;
const SAFETY = ['crisis', 'crisis/role-play/safety'] as const;
const MODULES = ['engagement', 'ethics', 'crisis'] as const;

/** What three modules cannot give: the rest of the sixty hours, from a training elsewhere. */
const REST = [
  { domain: 'advocacy', minutes: 720 },
  { domain: 'recovery', minutes: 900 },
  { domain: 'mentoring', minutes: 540 },
];

/** Everything of the demonstration, in the order it happened; `today` is the day somebody first starts Peerway. */
export async function tell(stage: Stage, today: Day): Promise<void> {
  const story = new Story(stage, today);
  await story.found();
  await story.expired();
  await story.suspended();
  await story.certified();
  await story.readyToApply();
  await story.waiting();
  await story.midWay();
  await story.fresh();
}

class Story {
  private organizationId = '';
  private cohort = '';

  constructor(
    private readonly stage: Stage,
    private readonly today: Day,
  ) {}

  /** The body, an organization, the people who work there, and a cohort. */
  async found(): Promise<void> {
    const { stage } = this;
    stage.clock.to(addMonths(this.today, -30));
    this.organizationId = await stage.get(Roles).foundOrganization('Harbor Peer Institute', 'harbor');
    const here = { organizationId: this.organizationId };
    await stage.enter('ada', [{ role: 'administrator', organizationId: null }]);
    await stage.enter('odette', [{ role: 'registrar', organizationId: null }]);
    await stage.enter('tomas', [{ role: 'registrar', organizationId: null }]);
    await stage.enter('dana', [{ role: 'coordinator', ...here }]);
    await stage.enter('amir', [{ role: 'instructor', ...here }]);
    await stage.enter('june');
    await stage.get(SupervisorApprovals).approve(stage.actor('dana'), { name: CAST.june.legalName, email: CAST.june.email }, this.organizationId);
    await stage.refresh('june');
    this.cohort = await stage.get(Cohorts).create(stage.actor('dana'), { organizationId: this.organizationId, title: 'Harbor cohort', slug: 'harbor', curriculumSlug: 'default', startsOn: stage.today });
    await stage.get(Cohorts).open(stage.actor('dana'), this.cohort);
  }

  async expired(): Promise<void> {
    await this.join('cher', addMonths(this.today, -28));
    await this.prepare('cher', 'Pacific Coast Peer Academy');
    await this.award('cher');
  }

  async suspended(): Promise<void> {
    await this.join('minh', addMonths(this.today, -10));
    await this.prepare('minh', 'Lakeside Recovery College');
    const number = await this.award('minh');
    this.stage.clock.to(addDays(this.today, -12));
    const order = { reason: 'An open question about supervision at the workplace.', effectiveOn: this.stage.today, publicNote: 'Suspended while a question is looked into.' };
    await this.stage.get(Standings).suspend(this.stage.actor('odette'), number, order);
  }

  /** The whole path: three modules, three role plays (one of them "not yet" at first), hours, transfer, application, award. */
  async certified(): Promise<void> {
    const { stage } = this;
    await this.join('zoe', addMonths(this.today, -7));
    for (const module of MODULES) {
      await stage.study('zoe', module);
      await stage.takeCheck('zoe', module);
    }
    await stage.rate('amir', await stage.handInRolePlay('zoe', ...LISTENING, 'dana'), { listening: 2, boundaries: 1 });
    for (const [module, scenario] of [LISTENING, BOUNDARIES, SAFETY]) await stage.passRolePlay('zoe', module, scenario);
    await stage.transfer('zoe', 'Copper Valley Peer Training', REST);
    await this.finish('zoe');
    await this.award('zoe');
  }

  async readyToApply(): Promise<void> {
    await this.join('omar', addMonths(this.today, -3));
    await this.prepare('omar', 'Desert Bridge Training Center');
  }

  async waiting(): Promise<void> {
    const { stage } = this;
    await this.join('wei', addDays(this.today, -34));
    await stage.study('wei', 'engagement');
    await stage.takeCheck('wei', 'engagement');
    await stage.handInRolePlay('wei', ...LISTENING, 'dana');
  }

  async midWay(): Promise<void> {
    const { stage } = this;
    await this.join('rosa', addDays(this.today, -21));
    await stage.study('rosa', 'engagement', 5);
    await stage.serve('rosa', 8, this.organizationId, { confirmed: false });
  }

  async fresh(): Promise<void> {
    await this.join('leilani', addDays(this.today, -1));
  }

  private async join(name: CastName, day: Day): Promise<void> {
    this.stage.clock.to(day);
    await this.stage.enter(name);
    await this.stage.get(Enrollments).enroll(this.stage.actor(name), this.cohort);
  }

  /** Core training elsewhere, the role plays here. */
  private async prepare(name: CastName, provider: string): Promise<void> {
    await this.stage.transfer(name, provider, REST);
    for (const module of MODULES) {
      await this.stage.study(name, module);
      await this.stage.takeCheck(name, module, 0);
    }
    for (const [module, scenario] of [LISTENING, BOUNDARIES, SAFETY]) await this.stage.passRolePlay(name, module, scenario);
    await this.finish(name);
  }

  /** Hours, signature, attestation: all that is left before applying. */
  private async finish(name: CastName): Promise<void> {
    const { stage } = this;
    stage.clock.forward(60 * 24 * 31);
    await stage.serve(name, 120, this.organizationId);
    const actor = stage.actor(name);
    const { legalName } = CAST[name];
    const program = await stage.get(ProgramQueries).inForce();
    await stage.get(EthicsSignatures).sign(actor, legalName, program);
    await stage.get(Attestations).attest(actor, program, { signature: legalName, narrative: null });
  }

  private async award(name: CastName): Promise<string> {
    const { stage } = this;
    const [actor, odette] = [stage.actor(name), stage.actor('odette')];
    const application = await stage.get(Applications).open(actor, await stage.get(ProgramQueries).inForce());
    await stage.get(Submissions).submit(actor, application);
    stage.clock.forward(60 * 24 * 4);
    await stage.get(Review).claim(odette, application);
    await stage.get(Review).recordIdentityCheck(odette, application, { method: 'video-call', documentKind: 'state-id' });
    return stage.get(Awards).award(odette, application, '');
  }
}
