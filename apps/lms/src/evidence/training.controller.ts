import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { TrainingQueries, TransferredTraining } from '#libs/evidence';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { IdPipe, pageKey } from './id.pipe.ts';
import { TrainingForm, trainingOf } from './training.form.ts';
import { pageOf, trainingRowView } from './training.view.ts';

const PER_PAGE = 30;

@Controller('training')
export class TrainingController {
  constructor(
    private readonly acts: TransferredTraining,
    private readonly training: TrainingQueries,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Query('before') before?: string): Promise<Page> {
    return this.page(person, emptyForm(), pageKey(before));
  }

  @Post()
  claim(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: TrainingForm): Promise<Redirect> => {
      await this.acts.claim(person, trainingOf(form), null);
      return redirect('/training', { flash: 'evidence.training.claimed' });
    };
    return submitted(TrainingForm, body, act, (form) => this.page(person, form, null));
  }

  @Post(':id/withdrawal')
  async withdraw(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<Redirect> {
    await this.acts.withdraw(person, id);
    return redirect('/training', { flash: 'evidence.training.withdrawn' });
  }

  private async page(person: SignedInPerson, form: FormTry, before: string | null): Promise<Page> {
    const { shown, further } = pageOf(await this.training.of(person.id, { before, most: PER_PAGE + 1 }), PER_PAGE, (id) => `/training?before=${id}`);
    return page('evidence/training', { rows: shown.map(trainingRowView), older: further, newer: before === null ? null : '/training', form });
  }
}
