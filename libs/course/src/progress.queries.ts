import { RolePlayQueries } from '#libs/assessment';
import { minutesByDomain, RecordQueries, standingStatements, TRAINING_KINDS, type Earned, type Statement } from '#libs/record';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';
import { walk, type PathOfModules, type Walked } from './domain/progress.ts';
import { Outlines, type CurriculumOutline } from './outlines.queries.ts';

/** A place that a person has in a cohort. */
export interface Place {
  readonly cohortId: string;
  readonly cohortSlug: string;
  readonly cohortTitle: string;
  readonly organizationId: string;
  readonly curriculumVersionId: string;
}

/** A person's way through the curriculum of a cohort, as it is at this moment: derived, never stored. */
export interface Journey {
  readonly place: Place;
  /** All the person's places, this one among them; the newest first. */
  readonly places: readonly Place[];
  readonly outline: CurriculumOutline;
  readonly path: PathOfModules;
  /** Credited training minutes by domain, from anywhere: also what was earned elsewhere and transferred. */
  readonly minutesByDomain: ReadonlyMap<string, number>;
  /** Credited minutes of lessons and meetings by lineage. They need not be those the lesson states: who was there for a part is confirmed for that part, and another version may be longer. */
  readonly minutesByLesson: ReadonlyMap<string, number>;
}

const PLACES = `
  select c.id as "cohortId", c.slug as "cohortSlug", c.title as "cohortTitle", c.organization_id as "organizationId", c.curriculum_version_id as "curriculumVersionId"
  from enrollments e join cohorts c on c.id = e.cohort_id
  where e.person_id = $1 and not exists (select from withdrawals w where w.enrollment_id = e.id)
  order by e.enrolled_at desc, e.id desc`;

const TRACES = `
  select l.lineage, max(o.last_seen_at) as "seenAt", false as postponed from lesson_openings o join lessons l on l.id = o.lesson_id where o.person_id = $1 group by l.lineage
  union all select lesson_lineage, postponed_at, true from postponements where person_id = $1`;

/** What is known of a person's way, asked in one go: it is the question of the most visited pages. */
interface Known extends Record<string, unknown[]> {
  readonly earned: Earned[];
  readonly traces: Trace[];
  readonly waiting: { readonly lineage: string }[];
}

interface Trace {
  readonly lineage: string;
  /** ISO 8601. */
  readonly seenAt: string;
  readonly postponed: boolean;
}

const whereabouts = (traces: readonly Trace[]): Pick<Walked, 'seen' | 'postponed'> => ({
  seen: new Map(traces.filter((trace) => !trace.postponed).map(({ lineage, seenAt }) => [lineage, new Date(seenAt)])),
  postponed: new Set(traces.filter((trace) => trace.postponed).map(({ lineage }) => lineage)),
});

@Injectable()
export class Progress {
  constructor(
    private readonly database: Database,
    private readonly record: RecordQueries,
    private readonly outlines: Outlines,
    private readonly rolePlays: RolePlayQueries,
  ) {}

  /** The cohorts that a person is in, the newest place first. */
  async places(personId: string): Promise<Place[]> {
    return this.database.read<Place>(PLACES, [personId]);
  }

  /** The journey in the named cohort, else in the one joined last; undefined for somebody who is in none. */
  async journey(personId: string, cohortSlug?: string): Promise<Journey | undefined> {
    const places = await this.places(personId);
    const place = places.find((one) => one.cohortSlug === cohortSlug) ?? places[0];
    return place && this.journeyIn(personId, place, places);
  }

  /** The journey in the cohort joined last whose curriculum has what is asked for. */
  async journeyWith(personId: string, has: (outline: CurriculumOutline) => boolean): Promise<Journey | undefined> {
    const places = await this.places(personId);
    for (const place of places) if (has(await this.outlines.of(place.curriculumVersionId))) return this.journeyIn(personId, place, places);
    return undefined;
  }

  private async journeyIn(personId: string, place: Place, places: readonly Place[]): Promise<Journey> {
    const outline = await this.outlines.of(place.curriculumVersionId);
    const { earned, traces, waiting } = await this.database.together<Known>({ earned: this.record.asksEarned(personId), traces: { text: TRACES, values: [personId] }, waiting: this.rolePlays.asksWaiting(personId) });
    const standing = standingStatements(earned);
    const known = (kind: Statement['kind']): Set<string> => new Set(standing.filter((one) => one.kind === kind).map(({ lineage }) => lineage));
    const minutesByLesson = new Map(standing.filter(({ kind }) => kind === 'lesson' || kind === 'meeting').map(({ lineage, minutes }) => [lineage, minutes ?? 0]));
    const walked = { lessons: new Set(minutesByLesson.keys()), checks: known('check'), rolePlays: known('role-play'), waiting: new Set(waiting.map(({ lineage }) => lineage)), ...whereabouts(traces) };
    return { place, places, outline, path: walk(outline.modules, walked), minutesByDomain: minutesByDomain(standing.filter(({ kind }) => TRAINING_KINDS.includes(kind))), minutesByLesson };
  }
}
