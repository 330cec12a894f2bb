import type { Curricula, Publication } from '../curricula.service.ts';
import { readCurriculum, type CurriculumReading } from './read-curriculum.ts';

/** `publication` is missing when there were faults: then nothing was changed. */
export interface ImportReport extends Pick<CurriculumReading, 'faults' | 'warnings'> {
  readonly publication?: Publication;
}

/**
 * Reads a folder and publishes what it holds as the operator of this installation, who needs no permission: for the command line and the first start.
 * The same folder imported again changes nothing.
 */
export async function importCurriculum(folder: string, curricula: Pick<Curricula, 'place'>): Promise<ImportReport> {
  const { content, faults, warnings } = readCurriculum(folder);
  return content ? { faults, warnings, publication: await curricula.place(null, content) } : { faults, warnings };
}
