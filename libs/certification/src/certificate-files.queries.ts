import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/identity';
import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';

export interface CertificateDownload {
  readonly bytes: Buffer;
  /** A file name that says what it is on anybody's disk. */
  readonly name: string;
}

@Injectable()
export class CertificateFileQueries {
  constructor(private readonly database: Database) {}

  /** The signed file, for its holder and for registrars. The newest stage, whose signed bytes are the same in all. @throws NotFound also while it is being drawn. */
  async download(actor: Actor, number: string): Promise<CertificateDownload> {
    const [file] = await this.database.read<{ bytes: Buffer; personId: string }>(
      `select f.bytes, c.person_id as "personId" from certificate_files f join certifications c on c.id = f.certification_id where c.number = $1 order by f.kept_at desc limit 1`,
      [number],
    );
    if (!file || (file.personId !== actor.id && !holds(actor, 'registrar'))) throw new NotFound('certificate');
    return { bytes: file.bytes, name: `certificate-${number}.pdf` };
  }

  /** Whether the file is drawn already. */
  async isReady(certificationId: string): Promise<boolean> {
    return (await this.database.read(`select 1 from certificate_files where certification_id = $1 limit 1`, [certificationId])).length > 0;
  }
}
