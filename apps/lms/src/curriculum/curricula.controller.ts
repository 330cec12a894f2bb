import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurriculumQueries } from '#libs/course';
import { holdsAnywhere, requireAnyRole, type Role, type SignedInPerson } from '#libs/identity';
import { page, Public, redirect, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { coverageView, curriculumPath, curriculumView, translationsView } from './curriculum.view.ts';
import { Syllabi } from './syllabi.ts';

/** Who answers for a training, or judges it. */
const STAFF: readonly Role[] = ['instructor', 'coordinator', 'registrar', 'administrator'];

/** What is taught: open to everybody who thinks of learning here, with tables for those who answer for it. */
@Controller('curricula')
export class CurriculaController {
  constructor(
    private readonly curricula: CurriculumQueries,
    private readonly syllabi: Syllabi,
  ) {}

  /** One curriculum needs no list. */
  @Public()
  @Get()
  async list(): Promise<Page | Redirect> {
    const rows = await this.curricula.list();
    const [only] = rows;
    if (rows.length === 1 && only) return redirect(curriculumPath(only.slug));
    return page('curriculum/list', { rows: rows.map(({ slug, title, summary }) => ({ title, summary, href: curriculumPath(slug) })) });
  }

  @Public()
  @Get(':slug')
  async show(@Person() person: SignedInPerson | undefined, @Param('slug') slug: string): Promise<Page> {
    return page('curriculum/curriculum', { ...curriculumView(slug, await this.curricula.outline(slug)), staff: person !== undefined && STAFF.some((role) => holdsAnywhere(person, role)) });
  }

  /** For bodies that approve training providers, who want it on paper. */
  @Public()
  @Get(':slug/syllabus')
  async syllabus(@Param('slug') slug: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const bytes = await this.syllabi.draw(slug);
    void reply.headers({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${slug}-syllabus.pdf"`, 'cache-control': 'public, max-age=3600' });
    return bytes;
  }

  @Get(':slug/coverage')
  async coverage(@Person() person: SignedInPerson, @Param('slug') slug: string): Promise<Page> {
    requireAnyRole(person, ...STAFF);
    const [outline, { coverage }] = [await this.curricula.outline(slug), await this.curricula.standing(slug)];
    return page('curriculum/coverage', { title: outline.title, href: curriculumPath(slug), ...coverageView(coverage) });
  }

  @Get(':slug/translations')
  async translations(@Person() person: SignedInPerson, @Param('slug') slug: string): Promise<Page> {
    requireAnyRole(person, ...STAFF);
    const [outline, { translations }] = [await this.curricula.outline(slug), await this.curricula.standing(slug)];
    return page('curriculum/translations', { title: outline.title, href: curriculumPath(slug), ...translationsView(translations) });
  }
}
