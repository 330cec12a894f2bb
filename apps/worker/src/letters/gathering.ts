import { setTimeout as sleep } from 'node:timers/promises';

type Answers<V> = ReadonlyMap<string, V>;

/** Makes one question of those that are asked within a few milliseconds: a rush of letters asks for several people at once. */
export class Gathering<V> {
  private ids = new Set<string>();
  private answers: Promise<Answers<V>> | undefined;

  constructor(
    private readonly ask: (ids: readonly string[]) => Promise<Answers<V>>,
    private readonly ms: number,
  ) {}

  async one(id: string): Promise<V | undefined> {
    this.ids.add(id);
    this.answers ??= this.gather();
    return (await this.answers).get(id);
  }

  private async gather(): Promise<Answers<V>> {
    await sleep(this.ms);
    const ids = [...this.ids];
    this.ids = new Set();
    this.answers = undefined;
    return this.ask(ids);
  }
}
