import { Applications, Attestations, Awards, EthicsSignatures, ProgramQueries, Review, Standings, Submissions } from '#libs/certification';
import { Cohorts, Enrollments, type ModuleOfOutline } from '#libs/course';
import { SupervisorApprovals } from '#libs/evidence';
import { Roles } from '#libs/identity';
import { addDays, addMonths, type Day } from '#libs/kernel';
import { CAST, type CastName } from './cast.ts';
import { COHORT, type Stage } from './stage.ts';

const LISTENING = ['engagement', 'engagement/role-play/listening'] as const;

/** A course in advocacy that somebody took elsewhere before: the registrar credits it beside what is learned here. */
const ELSEWHERE = [{ domain: 'advocacy', minutes: 720 }];

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

  constructor(
    private readonly stage: Stage,
    private readonly today: Day,
  ) {}

  /** The body, an organization, the people who work there, and a cohort. */
  async found(): Promise<void> {
    const { stage } = this;
    stage.clock.to(addMonths(this.today, -32));
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
    await stage.get(Cohorts).create(stage.actor('dana'), { organizationId: this.organizationId, title: 'Harbor cohort', slug: COHORT, curriculumSlug: 'default', startsOn: stage.today });
    await stage.get(Cohorts).open(stage.actor('dana'), COHORT);
  }

  async expired(): Promise<void> {
    await this.join('cher', addMonths(this.today, -31));
    await this.prepare('cher', 'Pacific Coast Peer Academy');
    await this.award('cher');
  }

  async suspended(): Promise<void> {
    await this.join('minh', addMonths(this.today, -13));
    await this.prepare('minh', 'Lakeside Recovery College');
    const number = await this.award('minh');
    this.stage.clock.to(addDays(this.today, -12));
    const order = { reason: 'An open question about supervision at the workplace.', effectiveOn: this.stage.today, publicNote: 'Suspended while a question is looked into.' };
    await this.stage.get(Standings).suspend(this.stage.actor('odette'), number, order);
  }

  /** As the others who came this far, with a role play that was "not yet" at first. */
  async certified(): Promise<void> {
    await this.join('zoe', addMonths(this.today, -9));
    await this.prepare('zoe', 'Copper Valley Peer Training', { notYetAt: LISTENING[1] });
    await this.award('zoe');
  }

  async readyToApply(): Promise<void> {
    await this.join('omar', addMonths(this.today, -5));
    await this.prepare('omar', 'Desert Bridge Training Center');
  }

  async waiting(): Promise<void> {
    await this.join('wei', addDays(this.today, -34));
    await this.learn('wei', await this.learnUntil('wei', LISTENING[0]));
    await this.stage.handInRolePlay('wei', ...LISTENING, 'dana');
  }

  /** In the middle of the module about listening. */
  async midWay(): Promise<void> {
    await this.join('rosa', addDays(this.today, -21));
    await this.learnUntil('rosa', LISTENING[0]);
    await this.stage.study('rosa', LISTENING[0], 5);
    await this.stage.serve('rosa', 8, this.organizationId, { confirmed: false });
  }

  async fresh(): Promise<void> {
    await this.join('leilani', addDays(this.today, -1));
  }

  private async join(name: CastName, day: Day): Promise<void> {
    this.stage.clock.to(day);
    await this.stage.enter(name);
    await this.stage.get(Enrollments).enroll(this.stage.actor(name), COHORT);
  }

  /** Lessons, meetings and check of a module. */
  private async learn(name: CastName, { lineage, check }: Pick<ModuleOfOutline, 'lineage' | 'check'>): Promise<void> {
    await this.stage.study(name, lineage);
    if (check) await this.stage.takeCheck(name, lineage);
  }

  /** The modules that come before another one; answers that one. */
  private async learnUntil(name: CastName, lineage: string): Promise<ModuleOfOutline> {
    const { modules } = await this.stage.outline(name);
    const until = modules.findIndex((one) => one.lineage === lineage);
    for (const module of modules.slice(0, until)) await this.learn(name, module);
    return modules[until]!;
  }

  /** The whole path: a course that was taken elsewhere, then every lesson, meeting, check and role play here, and all that is left before applying. */
  private async prepare(name: CastName, provider: string, { notYetAt = '' } = {}): Promise<void> {
    const { stage } = this;
    await stage.transfer(name, provider, ELSEWHERE);
    for (const module of (await stage.outline(name)).modules) {
      await this.learn(name, module);
      for (const { lineage } of module.rolePlays) {
        if (lineage === notYetAt) await stage.rate(await stage.handInRolePlay(name, module.slug, lineage, 'dana'), 'not-yet');
        await stage.passRolePlay(name, module.slug, lineage);
      }
    }
    await this.finish(name);
  }

  /** Hours, signature, attestation. */
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
