import { describe, expect, it } from '@jest/globals';
import { Gathering } from './gathering.ts';

const echo = () => {
  const asked: string[][] = [];
  const gathering = new Gathering((ids) => {
    asked.push([...ids]);
    if (ids.includes('broken')) return Promise.reject(new Error('broken'));
    return Promise.resolve(new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, id.toUpperCase()])));
  }, 1);
  return { asked, gathering };
};

describe('questions of one moment', () => {
  it('· are one, and each gets its own answer', async () => {
    const { asked, gathering } = echo();
    expect(await Promise.all(['zoë', 'nobody', 'cher', 'zoë'].map((id) => gathering.one(id)))).toEqual(['ZOË', undefined, 'CHER', 'ZOË']);
    expect(asked).toEqual([['zoë', 'nobody', 'cher']]);
  });

  it('· are asked anew later: nothing is remembered', async () => {
    const { asked, gathering } = echo();
    await gathering.one('zoë');
    await gathering.one('zoë');
    expect(asked).toEqual([['zoë'], ['zoë']]);
  });

  it('· fail together, and the next ones do not', async () => {
    const { gathering } = echo();
    const all = await Promise.allSettled(['broken', 'cher'].map((id) => gathering.one(id)));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await gathering.one('cher')).toBe('CHER');
  });

  it('· that come while an answer is on its way are another question', async () => {
    let answer!: (answers: Map<string, string>) => void;
    const asked: string[][] = [];
    const gathering = new Gathering<string>((ids) => {
      asked.push([...ids]);
      return asked.length === 1 ? new Promise((done) => (answer = done)) : Promise.resolve(new Map([['late', 'LATE']]));
    }, 1);
    const early = gathering.one('early');
    while (asked.length === 0) await new Promise((turn) => setImmediate(turn));
    expect(await gathering.one('late')).toBe('LATE');
    answer(new Map([['early', 'EARLY']]));
    expect(await early).toBe('EARLY');
  });
});
