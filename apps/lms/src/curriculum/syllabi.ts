import { CurriculumQueries, Outlines } from '#libs/course';
import { Settings } from '#libs/kernel';
import { drawablePaper, drawPaper } from '#libs/pdf';
import { Site } from '#libs/web';
import { Injectable } from '@nestjs/common';
import type { Words } from '../course/home.view.ts';
import { syllabusView } from './syllabus.view.ts';

/** Versions of a few curricula. */
const KEPT = 10;

/** The syllabus of each curriculum, drawn once for each version: anybody may ask for it, and drawing holds up every other page meanwhile. */
@Injectable()
export class Syllabi {
  private readonly drawn = new Map<string, Buffer>();

  constructor(
    private readonly curricula: CurriculumQueries,
    private readonly outlines: Outlines,
    private readonly site: Site,
    private readonly settings: Settings,
  ) {}

  /** In the language of the curriculum, dated by its publication: the same for everybody. @throws NotFound */
  async draw(slug: string): Promise<Buffer> {
    const { versionId, publishedAt } = await this.curricula.newest(slug);
    const known = this.drawn.get(versionId);
    if (known) return known;
    const [outline, coverage] = [await this.outlines.of(versionId), await this.curricula.coverage(versionId)];
    const lang = this.site.languageFor(outline.language, undefined);
    const words: Words = (name, values) => this.site.messages.text(lang, name, values);
    const paper = syllabusView({ slug, outline, coverage, bodyName: this.settings.bodyName, lang }, words);
    const bytes = drawPaper(drawablePaper(paper), { createdAt: publishedAt });
    if (this.drawn.size >= KEPT) this.drawn.delete(this.drawn.keys().next().value!);
    this.drawn.set(versionId, bytes);
    return bytes;
  }
}
