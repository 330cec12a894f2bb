import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Refusal, type RefusalKind } from '#libs/kernel';
import { emptyForm, loadMessages, OptionalText, page, submitted, Text, type FormTry, type Page, type Redirect } from '#libs/web';
import { smallApp, TEMPLATES, type SmallApp } from './support/small-app.ts';

/** A refusal whose words nobody has written yet, and one that has some. */
class WordlessNo extends Refusal {}
class FileTooLarge extends Refusal {
  constructor(kind: RefusalKind, field?: string) {
    super(kind, { megabytes: 7 }, field);
  }
}

class EmailForm {
  @Text() email: string;
  @OptionalText() password: string | null;
}

const shown = (form: FormTry): Page => page('account/forgot-password', { form });

@Controller()
class Rooms {
  @Get('form')
  form(): Page {
    return shown(emptyForm());
  }

  @Post('form')
  act(@Body() body: unknown): Promise<Page | Redirect> {
    const act = ({ email, password }: EmailForm): Promise<Redirect> => {
      const [kind, field] = email.split(' ') as [RefusalKind, string | undefined];
      return Promise.reject(password === 'known' ? new FileTooLarge(kind, field) : new WordlessNo(kind, {}, field));
    };
    return submitted(EmailForm, body, act, shown);
  }
}

let app: SmallApp;
beforeAll(async () => {
  app = await smallApp({ controllers: [Rooms] });
});
afterAll(() => app.stop());

describe('a refused act', () => {
  it.each([
    ['invalid', 422, 'This cannot be accepted as it was given.'],
    ['conflict', 409, 'This cannot be done now. The page may be older than what happened since.'],
    ['invalid email', 422, 'This cannot be accepted as it was given.'],
    ['missing', 404, 'We cannot find this, or it is not open to you.'],
    ['forbidden', 403, 'Your account does not have the role that this needs.'],
  ])('· without words of its own (%s) is %d in general words, never a fault of ours', async (email, status, words) => {
    const answer = await app.visitor().post('/form', { email });
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
  });

  it.each([
    ['invalid', 422],
    ['conflict email', 409],
    ['missing', 404],
  ])('· (%s) is told in its own words, filled in with its facts', async (email, status) => {
    const answer = await app.visitor().post('/form', { email, password: 'known' });
    expect([answer.status, answer.text.includes('This file is larger than 7 MB.')]).toEqual([status, true]);
  });

  it('· at its field leaves everything typed there', async () => {
    const answer = await app.visitor().post('/form', { email: 'invalid email' });
    expect(answer.text).toContain('value="invalid email"');
    expect(answer.text).toContain('id="email-fault"');
  });
});

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Every class of the sources that is a refusal, also by another one, with the names of the facts that it hands on. */
function refusalsOfSources(): Map<string, string[]> {
  const files = ['apps', 'libs'].flatMap((top) => readdirSync(`${ROOT}${top}`, { recursive: true, encoding: 'utf8' }).flatMap((name) => (/(?<!\.spec)\.ts$/.test(name) ? [`${ROOT}${top}/${name}`] : [])));
  const classes = files.flatMap((file) => readFileSync(file, 'utf8').split(/^(?=(?:export )?(?:abstract )?class )/m)).flatMap((text) => {
    const [, name, parent] = /^(?:export )?class (\w+) extends (\w+)/.exec(text) ?? [];
    return name && parent ? [{ name, parent, text }] : [];
  });
  const found = new Map<string, string[]>();
  const isRefusal = (parent: string): boolean => parent === 'Refusal' || found.has(parent);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { name, parent, text } of classes) if (isRefusal(parent)) found.set(name, factsOf(text));
  }
  return found;
}

function factsOf(text: string): string[] {
  const [, facts = ''] = /super\(\s*'\w+',\s*\{([^}]*)/.exec(text) ?? [];
  return facts.split(',').flatMap((fact) => /^\s*(\w+)/.exec(fact)?.[1] ?? []);
}

describe('every refusal of the sources', () => {
  const refusals = [...refusalsOfSources()];
  const messages = loadMessages(`${TEMPLATES}/messages`);

  it('· is found by this test', () => expect(refusals.length).toBeGreaterThan(70));

  it.each(refusals)('· %s has words, and they ask for no fact that it does not have', (name, facts) => {
    expect(messages.has('en', `refusals.${name}`)).toBe(true);
    expect(messages.text('en', `refusals.${name}`, Object.fromEntries(facts.map((fact) => [fact, 1])))).not.toBe('');
  });

  it('· is told apart by its name: none of two rooms share one', () => {
    const all = [...readdirSync(`${TEMPLATES}/messages/en`)].flatMap((file) => [...readFileSync(`${TEMPLATES}/messages/en/${file}`, 'utf8').split(/^refusals:\n/m)[1]?.matchAll(/^ {2}(\w+):/gm) ?? []].map(([, name]) => name!));
    expect(all.filter((name) => !refusals.some(([known]) => known === name))).toEqual([]);
  });
});
