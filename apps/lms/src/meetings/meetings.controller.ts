import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CohortQueries, MeetingQueries, Meetings } from '#libs/course';
import { organizationsOf, type SignedInPerson } from '#libs/identity';
import { Clock, dayOf, Settings, type Day } from '#libs/kernel';
import { DayField, emptyForm, FormTry, page, Raw, redirect, submitted, Text, type Page, type Redirect } from '#libs/web';
import { cohortPath } from '../course/paths.ts';
import { readingLanguage } from '../course/reading-language.ts';
import { Person } from '../session.guard.ts';
import { attendedIn, meetingPath, meetingRow, meetingView } from './meeting.view.ts';

class AttendanceForm {
  @DayField() heldOn: Day;
  /** Ids of those who were ticked, and minutes by id. */
  @Raw() present: unknown;
  @Raw() minutes: unknown;
}

class TakeBackForm {
  @Text({ max: 40 }) personId: string;
  @Text({ max: 300 }) reason: string;
}

/** Meetings of a cohort: how each is led, and who was there. */
@Controller('cohorts/:slug/meetings')
export class MeetingsController {
  constructor(
    private readonly meetings: Meetings,
    private readonly queries: MeetingQueries,
    private readonly cohorts: CohortQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  @Get()
  async list(@Person() person: SignedInPerson, @Param('slug') slug: string): Promise<Page> {
    const [rows, cohort] = [await this.queries.list(person, slug), await this.cohorts.facts(slug)];
    return page('meetings/list', { cohort: { title: cohort.title, href: cohortPath(cohort) }, people: cohort.taken, rows: rows.map((row) => meetingRow(cohort, row)) });
  }

  @Get(':module/:lesson')
  show(@Person() person: SignedInPerson, @Param('slug') slug: string, @Param('module') module: string, @Param('lesson') lesson: string, @Query('language') asked?: unknown): Promise<Page> {
    return this.sheet(person, slug, `${module}/${lesson}`, emptyForm(), asked);
  }

  @Post(':module/:lesson/attendance')
  confirm(@Person() person: SignedInPerson, @Param('slug') slug: string, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<Page | Redirect> {
    const lineage = `${module}/${lesson}`;
    const act = async (form: AttendanceForm): Promise<Redirect> => {
      const { minutes } = await this.queries.sheet(person, slug, lineage);
      const { credited } = await this.meetings.confirm(person, slug, lineage, form.heldOn, attendedIn(form, minutes));
      return redirect(meetingPath({ slug }, { lineage }), { flash: 'meetings.confirmed', values: { count: credited } });
    };
    return submitted(AttendanceForm, body, act, (form) => this.sheet(person, slug, lineage, form));
  }

  @Post(':module/:lesson/withdrawals')
  takeBack(@Person() person: SignedInPerson, @Param('slug') slug: string, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<Page | Redirect> {
    const lineage = `${module}/${lesson}`;
    const act = async ({ personId, reason }: TakeBackForm): Promise<Redirect> => {
      await this.meetings.takeBack(person, slug, lineage, personId, reason);
      return redirect(meetingPath({ slug }, { lineage }), { flash: 'meetings.takenBack' });
    };
    return submitted(TakeBackForm, body, act, (form) => this.sheet(person, slug, lineage, form));
  }

  /** A take-back that came back knows no day; the list beside it still offers today. */
  private async sheet(person: SignedInPerson, slug: string, lineage: string, { typed, faults, status }: FormTry, asked?: unknown): Promise<Page> {
    const form = new FormTry({ heldOn: dayOf(this.clock.now(), this.settings.timeZone), ...typed }, faults, status);
    const sheet = await this.queries.sheet(person, slug, lineage);
    const leads = organizationsOf(person, 'instructor').includes(sheet.cohort.organizationId);
    return page('meetings/sheet', { ...meetingView(sheet, typed, readingLanguage(person, asked).language), leads, form });
  }
}
