import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '#libs/identity';
import { Clock, dayOf, newId, Refusal, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { CaseFiles } from './case-files.ts';
import { OPEN_STATES } from './domain/application-states.ts';
import { EMPTY_DRAFT, sameDraft, type ApplicationDraft } from './domain/draft.ts';
import { Application, ApplicationWithdrawal } from './entities/application.entity.ts';
import type { HeldRules } from './programs.queries.ts';

/** A stale page never overwrites: it gets what is kept, so that both texts can be shown. */
export type DraftSaved = { readonly saved: true; readonly version: number; readonly at: Date } | { readonly saved: false; readonly version: number; readonly kept: ApplicationDraft };

/** The person holds a certification of this program that still lasts. */
export class CertifiedAlready extends Refusal {
  constructor(number: string) {
    super('conflict', { number });
  }
}

@Injectable()
export class Applications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly files: CaseFiles,
    private readonly audit: Audit,
  ) {}

  /** Opens an application for oneself under the rules given, which it keeps; or answers the one that is open. @throws CertifiedAlready */
  async open(actor: Actor, { programId, setId }: Pick<HeldRules, 'programId' | 'setId'>): Promise<string> {
    return this.database.transaction(async () => {
      // One at a time: two clicks at once wait for each other here.
      await this.database.read(`select id from people where id = $1 for no key update`, [actor.id]);
      const opened = await this.openOne(actor.id, programId);
      if (opened) return opened;
      await this.refuseCertified(actor.id, programId);
      const now = this.clock.now();
      const id = newId(now.getTime());
      await this.database.rows(Application).insert({ id, personId: actor.id, requirementSetId: setId, openedAt: now, draft: EMPTY_DRAFT as never, draftVersion: 0, draftSavedAt: null });
      await this.audit.note(actor.id, 'open-application', `application:${id}`);
      return id;
    });
  }

  /** Keeps what the applicant wrote. `version` is the one that the page was drawn from. @throws NotFound, ApplicationIsNotThere */
  async saveDraft(actor: Actor, applicationId: string, version: number, draft: ApplicationDraft): Promise<DraftSaved> {
    return this.database.transaction(async () => {
      const file = await this.files.ofApplicant(actor, applicationId, 'save');
      const at = this.clock.now();
      if (sameDraft(file.draft, draft)) return { saved: true, version: file.draftVersion, at };
      if (file.draftVersion !== version) return { saved: false, version: file.draftVersion, kept: file.draft };
      await this.database.rows(Application).update({ id: file.id }, { draft, draftVersion: version + 1, draftSavedAt: at });
      return { saved: true, version: version + 1, at };
    });
  }

  /** Ends one's own application; the body no longer sees the record. One can apply anew. @throws NotFound, ApplicationIsNotThere */
  async withdraw(actor: Actor, applicationId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.files.ofApplicant(actor, applicationId, 'withdraw');
      await this.database.rows(ApplicationWithdrawal).insert({ applicationId, reason, withdrawnAt: this.clock.now() });
      await this.audit.note(actor.id, 'withdraw-application', `application:${applicationId}`);
    });
  }

  private async openOne(personId: string, programId: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ id: string }>(
      `select a.id from applications a join requirement_sets r on r.id = a.requirement_set_id join application_states s on s.application_id = a.id
       where a.person_id = $1 and r.program_id = $2 and s.state = any($3)`,
      [personId, programId, OPEN_STATES],
    );
    return row?.id;
  }

  /** Who was revoked or gave it up may apply anew; who is suspended waits for that decision. @throws CertifiedAlready */
  private async refuseCertified(personId: string, programId: string): Promise<void> {
    const [row] = await this.database.read<{ number: string }>(
      `select number from certifications c where person_id = $1 and program_id = $2 and valid_until >= $3
       and not exists (select from standing_decisions d where d.certification_id = c.id and d.kind in ('revoked', 'surrendered', 'superseded'))`,
      [personId, programId, dayOf(this.clock.now(), this.settings.timeZone)],
    );
    if (row) throw new CertifiedAlready(row.number);
  }
}
