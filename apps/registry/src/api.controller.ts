import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { NotFound, Refusal, Settings, type Day } from '#libs/kernel';
import { Verifications, type Verification } from '#libs/registry';
import { checkForm, OpenToOtherSites, Public, type FormClass, type WebRequest } from '#libs/web';
import { DayQuestion, NumberQuestion } from './questions.ts';
import { TriesByAddress } from './tries.ts';
import { verificationJson, type VerificationJson } from './verification.json.ts';

const OPENAPI = new URL('../../../../apps/registry/openapi.yaml', import.meta.url);

/** A field of the question is missing or cannot be what it says. */
export class NotAQuestion extends Refusal {
  constructor(field: string) {
    super('invalid', { field }, field);
  }
}

async function read<T extends object>(Question: FormClass<T>, given: unknown): Promise<T> {
  const { value, state } = await checkForm(Question, Array.isArray(given) ? {} : given);
  if (!state.ok) throw new NotAQuestion(Object.keys(state.faults)[0]!);
  return value;
}

/** For an employer's own programs; described in openapi.yaml. */
@Public()
@OpenToOtherSites()
@Controller('api/v1')
export class ApiController {
  private document: object | undefined;

  constructor(
    private readonly verifications: Verifications,
    private readonly tries: TriesByAddress,
    private readonly settings: Settings,
  ) {}

  @Get('openapi.json')
  @Header('cache-control', 'public, max-age=300')
  openapi(): object {
    this.document ??= { ...(parse(readFileSync(OPENAPI, 'utf8'), { merge: true }) as object), servers: [{ url: this.settings.registryUrl }] };
    return this.document;
  }

  @Get('verifications/:code')
  @Header('cache-control', 'no-store')
  async byCode(@Param('code') code: string, @Query() query: unknown): Promise<VerificationJson> {
    const { on } = await read(DayQuestion, query);
    const verification = await this.verifications.byCode(code, on ?? undefined);
    if (verification.answer !== 'genuine') throw new NotFound('certification');
    return this.answer(verification);
  }

  /** A question as JSON, or the bytes of a file; a day about a file is asked in the query. */
  @Post('verifications')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async verify(@Body() body: unknown, @Query() query: unknown, @Req() request: WebRequest): Promise<VerificationJson> {
    if (!Buffer.isBuffer(body)) return this.answer(await this.byNumber(await read(NumberQuestion, body), request));
    await this.tries.file(request.ip);
    return this.answer(await this.verifications.byFile(body, (await read(DayQuestion, query)).on ?? undefined));
  }

  private async byNumber({ number, name, on }: { number: string; name: string; on: Day | null }, request: WebRequest): Promise<Verification> {
    await this.tries.guess(request.ip, number);
    return this.verifications.byNumberAndName(number, name, on ?? undefined);
  }

  private answer(verification: Verification): VerificationJson {
    return verificationJson(verification, this.settings.registryUrl);
  }
}
