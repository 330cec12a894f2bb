import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { checkPassword, tidyEmail } from './domain/person.ts';

/** argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet); the library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;

/** Hashing costs 33 ms and 19 MiB: a few at once, the others wait their turn, so that a rush of sign-ins does not starve the pages. */
class Turns {
  private free = AT_ONCE;
  private readonly waiting: (() => void)[] = [];

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((go) => this.waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

@Injectable()
export class Passwords {
  private readonly turns = new Turns();
  private readonly nobody = hash('nobody has this password', COST);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws PasswordTooWeak */
  async set(person: { readonly id: string; readonly email: string; readonly legalName: string }, password: string): Promise<void> {
    checkPassword(password, person);
    const hashed = await this.turns.take(() => hash(password, COST));
    await this.database.read(`insert into passwords (person_id, hash, set_at) values ($1, $2, $3) on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at`, [
      person.id,
      hashed,
      this.clock.now(),
    ]);
  }

  /** Whether somebody has set a password, and so can sign in. */
  async has(personId: string): Promise<boolean> {
    return (await this.database.read(`select 1 from passwords where person_id = $1`, [personId])).length > 0;
  }

  /** The id of the person whose e-mail and password these are, else undefined. Takes as long for an unknown e-mail as for a wrong password. */
  async whoIs(email: string, password: string): Promise<string | undefined> {
    const [found] = await this.database.read<{ id: string; hash: string }>(`select p.id, w.hash from people p join passwords w on w.person_id = p.id where p.email = $1`, [tidyEmail(email)]);
    const kept = found?.hash ?? (await this.nobody);
    const right = await this.turns.take(() => verify(kept, password));
    return right && found ? found.id : undefined;
  }
}
