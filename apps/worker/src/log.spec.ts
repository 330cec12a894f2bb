import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { describeError, WorkerLog } from './log.ts';

class LetterNotSent extends Error {
  override readonly name = 'LetterNotSent';
  constructor(readonly code: string) {
    super('zoe@example.org was not found');
  }
}

describe('an error in a log', () => {
  it('· has its name, its code and where it was thrown, and never its words', () => {
    const said = describeError(new LetterNotSent('EENVELOPE'));
    expect(said).toMatchObject({ error: 'LetterNotSent', code: 'EENVELOPE' });
    expect((said['at'] as string[])[0]).toMatch(/^at .*log\.spec/);
    expect(JSON.stringify(said)).not.toContain('zoe@');
  });

  it('· of the database names the constraint, also when it is wrapped', () => {
    const driverError = { code: '23505', constraint: 'people_email_once', detail: 'Key (email)=(zoe@example.org) already exists.' };
    for (const error of [Object.assign(new Error('x'), { driverError }), Object.assign(new Error('x'), driverError)]) {
      expect(describeError(error)).toMatchObject({ code: '23505', constraint: 'people_email_once' });
      expect(JSON.stringify(describeError(error))).not.toContain('zoe@');
    }
  });

  it('· is five places deep at most, and none when it has no stack', () => {
    const deep = (left: number): Error => (left > 0 ? deep(left - 1) : new Error('x'));
    expect((describeError(deep(12))['at'] as string[]).length).toBeLessThanOrEqual(5);
    expect(describeError(Object.assign(new Error('x'), { stack: undefined }))['at']).toEqual([]);
  });

  it.each([['zoe@example.org', 'string'], [undefined, 'undefined'], [null, 'object'], [7, 'number']])('· that is none (%p) is told by its type alone', (thrown, type) =>
    expect(describeError(thrown)).toEqual({ error: type }));
});

describe('the log', () => {
  afterEach(() => void jest.restoreAllMocks());

  function said(level: string, speak: (log: WorkerLog) => void): Record<string, unknown>[] {
    const lines: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    speak(new WorkerLog(level));
    return lines.map((line) => {
      expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true);
      return JSON.parse(line) as Record<string, unknown>;
    });
  }

  it.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
    ['nonsense', ['debug', 'info', 'warn', 'error']],
  ])('· at level %s says %p', (level, expected) => {
    const lines = said(level, (log) => (['debug', 'info', 'warn', 'error'] as const).forEach((each) => log.write(each, 'x')));
    expect(lines.map((line) => line['level'])).toEqual(expected);
  });

  it('· is one JSON object a line, whatever stands in it', () => {
    const [line] = said('info', (log) => log.write('info', 'a\nb"\u2028', { task: 'send-letter', attempt: 1, gone: undefined }));
    expect(line).toMatchObject({ app: 'worker', event: 'a\nb"\u2028', task: 'send-letter', attempt: 1 });
    expect(line).not.toHaveProperty('gone');
    expect(Number.isNaN(Date.parse(String(line!['time'])))).toBe(false);
  });

  it("· keeps Nest's own telling for those who look for it, and its warnings for all", () => {
    const speak = (log: WorkerLog): void => {
      log.log('made', 'InstanceLoader');
      log.warn('old', 'Router');
      log.error('broken', 'stack of many lines', 'Scanner');
    };
    expect(said('info', speak).map(({ level, event, context }) => [level, event, context])).toEqual([['warn', 'old', 'Router'], ['error', 'broken', 'Scanner']]);
  });
});
