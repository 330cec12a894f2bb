import { Injectable } from '@nestjs/common';
import { Playbacks, StoredFiles, type ReadableFile } from '#libs/files';
import { holds, type Actor } from '#libs/identity';
import { isId, NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';

export interface NamedViewing {
  readonly name: string;
  readonly self: boolean;
  readonly at: Date;
}

export interface ViewingLog {
  readonly attemptId: string;
  readonly title: string;
  readonly viewings: readonly NamedViewing[];
}

interface Place {
  readonly attemptId: string;
  readonly title: string;
  readonly personId: string;
  readonly organizationId: string;
  readonly agreed: boolean;
}

/** Who may play a recording of a role play: asked at every piece that a player fetches. */
@Injectable()
export class Recordings {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly playbacks: Playbacks,
  ) {}

  /** For the trainee, and for instructors of the organization while both consents stand; noted in the log. To others it is not there. @throws NotFound, FileIsGone */
  async open(actor: Actor, fileId: string): Promise<ReadableFile> {
    const place = await this.placeOf(fileId);
    const may = place && (place.personId === actor.id || (place.agreed && holds(actor, 'instructor', place.organizationId)));
    if (!may) throw new NotFound('recording');
    const file = await this.files.readable(fileId);
    await this.playbacks.note(fileId, actor.id);
    return file;
  }

  /** Who played it, newest first: for the trainee alone. @throws NotFound */
  async viewings(actor: Actor, fileId: string): Promise<ViewingLog> {
    const place = await this.placeOf(fileId);
    if (place?.personId !== actor.id) throw new NotFound('recording');
    const viewings = await this.playbacks.of(fileId);
    const names = await this.database.read<{ id: string; name: string }>(`select id, coalesce(preferred_name, legal_name) as name from people where id = any($1)`, [viewings.map(({ personId }) => personId)]);
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    return { attemptId: place.attemptId, title: place.title, viewings: viewings.map(({ personId, at }) => ({ name: nameOf.get(personId)!, self: personId === actor.id, at })) };
  }

  private async placeOf(fileId: string): Promise<Place | undefined> {
    if (!isId(fileId)) return undefined;
    const [place] = await this.database.read<Place>(
      `select a.id as "attemptId", a.title, a.person_id as "personId", a.organization_id as "organizationId",
         not exists (select from role_play_consent_withdrawals w where w.consent_id in (s.trainee_consent_id, s.partner_consent_id)) as agreed
       from role_play_submissions s join role_play_attempts a on a.id = s.attempt_id where s.file_id = $1`,
      [fileId],
    );
    return place;
  }
}
