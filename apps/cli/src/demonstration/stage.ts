import type { INestApplicationContext, Type } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Checks, ContentQueries, GradingQueue, Ratings, Results, RolePlays, type RatingDraft, type RubricContent } from '#libs/assessment';
import { LessonQueries, Meetings, PastStudy, Progress, Starts, type CurriculumOutline, type LessonForPerson } from '#libs/course';
import { SupervisedHours, SupervisorApprovals, TransferredTraining, TransferReview, Vouching, type DomainMinutes } from '#libs/evidence';
import { StoredFiles } from '#libs/files';
import { Passwords, People, Roles, type Actor, type Role } from '#libs/identity';
import { addDays, dayOf, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CAST, PASSWORD, type CastName } from './cast.ts';
import { soundOfTalk } from './recording.ts';
import type { StoryClock } from './story-clock.ts';

/** The rest of a lesson's time is practice away from the page. */
const AT_THE_PAGE_PERCENT = 65;

/** Where everybody learns. */
export const COHORT = 'harbor';

/** What people of the demonstration do, through the same services as everybody but for their hours of reading: nothing on their pages is made up. */
export class Stage {
  private readonly actors = new Map<CastName, Actor>();
  /** The cast reads one version of a curriculum, so each lesson is read once. */
  private readonly lessons = new Map<string, Pick<LessonForPerson, 'lesson' | 'journey'>>();
  private taught: CurriculumOutline | undefined;
  private talk: Buffer | undefined;

  constructor(
    private readonly services: INestApplicationContext,
    readonly clock: StoryClock,
    readonly timeZone: string,
  ) {}

  get<T>(service: Type<T>): T {
    return this.services.get(service, { strict: false });
  }

  get today(): Day {
    return dayOf(this.clock.now(), this.timeZone);
  }

  /** Brings a person in. */
  async enter(name: CastName, roles: readonly { readonly role: Role; readonly organizationId: string | null }[] = []): Promise<void> {
    const { email, legalName, preferredName, pronouns } = CAST[name];
    const id = await this.get(People).add({ email, legalName, preferredName: preferredName ?? null, pronouns: pronouns ?? null }, this.clock.now());
    await this.get(Passwords).set({ id, email, legalName }, PASSWORD);
    for (const { role, organizationId } of roles) await this.get(Roles).give(null, id, role, organizationId);
    this.actors.set(name, await this.get(Roles).actor(id));
  }

  /** Somebody was given another role. */
  async refresh(name: CastName): Promise<void> {
    this.actors.set(name, await this.get(Roles).actor(this.actor(name).id));
  }

  actor(name: CastName): Actor {
    return this.actors.get(name)!;
  }

  /** The curriculum that a person learns by: everybody reads one version of it, so it is read once. */
  async outline(name: CastName): Promise<CurriculumOutline> {
    this.taught ??= (await this.get(Progress).journey(this.actor(name).id))!.outline;
    return this.taught;
  }

  /** Goes through the lessons of a module, `most` of them: reads them, and comes to meetings. */
  async study(name: CastName, module: string, most = Infinity): Promise<void> {
    const { modules } = await this.outline(name);
    const { lessons } = modules.find(({ lineage }) => lineage === module)!;
    for (const { lineage, meeting, minutes } of lessons.slice(0, most)) await (meeting ? this.meet(name, lineage, minutes) : this.studyLesson(name, lineage));
  }

  /** Amir led it, and confirms that somebody was there. */
  private async meet(name: CastName, lineage: string, minutes: number): Promise<void> {
    await this.get(Meetings).confirm(this.actor('amir'), COHORT, lineage, this.today, [{ personId: this.actor(name).id, minutes }]);
    this.clock.forward(60 * 20);
  }

  private async studyLesson(name: CastName, lineage: string): Promise<void> {
    const { id } = this.actor(name);
    const found = this.lessons.get(lineage) ?? (await this.get(LessonQueries).find(id, lineage));
    this.lessons.set(lineage, found);
    const openedAt = this.clock.now();
    this.clock.forward(Math.ceil((found.lesson.minutes * AT_THE_PAGE_PERCENT) / 100));
    await this.get(PastStudy).bringIn(id, found, { openedAt, finishedAt: this.clock.now() });
    this.clock.forward(60 * 20);
  }

  /** Takes the check of a module and answers `wrong` of its items amiss. */
  async takeCheck(name: CastName, moduleSlug: string, wrong = 1): Promise<void> {
    const actor = this.actor(name);
    const attempt = await this.get(Starts).check(actor, moduleSlug);
    const questions = await this.get(Database).read<{ number: number; versionId: string }>(`select number, item_version_id as "versionId" from check_questions where attempt_id = $1 order by number`, [attempt]);
    const items = await this.get(ContentQueries).items(questions.map(({ versionId }) => versionId));
    const answers = questions.map(({ number }, at) => {
      const { options } = items[at]!;
      const keys = options.flatMap(({ key }, position) => (key ? [position] : []));
      return { number, chosen: number <= wrong ? [options.findIndex(({ key }) => !key)] : keys, sequence: 0 };
    });
    this.clock.forward(questions.length);
    await this.get(Checks).save(actor, attempt, answers);
    await this.get(Checks).submit(actor, attempt);
    this.clock.forward(60);
  }

  /** Records a role play with a partner and hands it in; answers the submission. */
  async handInRolePlay(name: CastName, moduleSlug: string, key: string, partner: CastName): Promise<string> {
    const actor = this.actor(name);
    const attempt = await this.get(Starts).rolePlay(actor, moduleSlug, key);
    await this.get(RolePlays).consent(actor, attempt, 'trainee', CAST[name].legalName);
    await this.get(RolePlays).consent(actor, attempt, 'partner', CAST[partner].legalName);
    this.talk ??= soundOfTalk(40);
    const sound = Readable.from([this.talk]);
    const file = await this.get(StoredFiles).keep(actor.id, 'recording', { name: 'role-play.wav', stream: sound });
    await this.get(RolePlays).submit(actor, attempt, file.id);
    this.clock.forward(60 * 26);
    const [submission] = await this.get(Database).read<{ id: string }>(`select id from role_play_submissions where attempt_id = $1`, [attempt]);
    return submission!.id;
  }

  /** Amir rates a submission. "Not yet" is one level on what nobody may miss. */
  async rate(submissionId: string, outcome: 'passed' | 'not-yet'): Promise<void> {
    const actor = this.actor('amir');
    await this.get(GradingQueue).claim(actor, submissionId);
    const { rubricVersionId } = await this.get(Ratings).sheet(actor, submissionId);
    const draft = ratingOf(await this.get(ContentQueries).rubric(rubricVersionId), outcome);
    const saved = await this.get(Ratings).saveDraft(actor, submissionId, draft, 0);
    this.clock.forward(25);
    await this.get(Results).release(actor, submissionId, saved.version);
  }

  async passRolePlay(name: CastName, moduleSlug: string, key: string): Promise<void> {
    await this.rate(await this.handInRolePlay(name, moduleSlug, key, 'dana'), 'passed');
  }

  /** Logs `hours` of peer support in rows of four hours, with the supervision that goes with them; the supervisor confirms unless told otherwise. */
  async serve(name: CastName, hours: number, organizationId: string, { confirmed = true } = {}): Promise<void> {
    const actor = this.actor(name);
    const [approval] = await this.get(SupervisorApprovals).list(this.actor('dana'), organizationId);
    const rows = Array.from({ length: hours / 4 }, (_, at) => ({
      day: addDays(this.today, at - hours / 4),
      minutes: 240,
      site: 'Harbor Recovery Center',
      domain: (['recovery', 'mentoring', 'advocacy'] as const)[at % 3]!,
      activity: (['one-to-one', 'group', 'education'] as const)[at % 3]!,
      supervisionDay: at % 6 === 5 ? addDays(this.today, at - hours / 4) : null,
      individualMinutes: at % 6 === 5 ? 60 : 0,
      groupMinutes: 0,
    }));
    const claims = await this.get(SupervisedHours).log({ ...actor, organizationIds: [organizationId] }, approval!.approvalId, rows);
    await this.get(SupervisedHours).askToConfirm(actor, CAST[name].preferredName ?? CAST[name].legalName);
    if (!confirmed) return;
    this.clock.forward(60 * 30);
    await this.get(Vouching).answer(this.actor('june'), claims.map((claimId) => ({ claimId, verdict: 'confirmed' as const, reason: null })));
  }

  /** Training from elsewhere, credited by a registrar. */
  async transfer(name: CastName, provider: string, minutes: readonly DomainMinutes[]): Promise<void> {
    const training = { provider, fromDay: addDays(this.today, -120), toDay: addDays(this.today, -90), minutes };
    const claim = await this.get(TransferredTraining).claim(this.actor(name), training, null);
    this.clock.forward(60 * 24);
    await this.get(TransferReview).credit(this.actor('odette'), claim, minutes, null, null);
  }
}

function ratingOf(rubric: RubricContent, outcome: 'passed' | 'not-yet'): RatingDraft {
  const missed = outcome === 'not-yet' ? rubric.criteria.find(({ critical }) => critical)! : undefined;
  const criteria = rubric.criteria.map((criterion, at) => {
    const { key } = criterion;
    const outer = criterion === missed;
    const level = outer ? 1 : 3;
    return [key, { level, evidence: outer ? [6 + at * 4] : [], comment: outer ? 'Listen to this moment again; it shows what I mean.' : '' }] as const;
  });
  return {
    criteria: Object.fromEntries(criteria),
    comments: [
      { seconds: 8, text: 'You waited here. That gave room.' },
      { seconds: 21, text: 'A reflection instead of a question: well chosen.' },
    ],
    summary: 'You stayed with the person and with your role. Keep going.',
  };
}
