import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Settings } from '#libs/kernel';
import { readNumber } from '#libs/registry';
import { Limits, type Limit } from '#libs/web';

/** An office checks its roster from one address: this leaves it room, and a guesser too little. */
const GUESSES: Limit = { name: 'registry-guesses', tries: 40, perSeconds: 600 };
/** Names tried on one number, from wherever: nobody mistypes a name that often. */
const NAMES: Limit = { name: 'registry-names', tries: 12, perSeconds: 3600 };
/** Reading a large file costs us, not the asker. */
const FILES: Limit = { name: 'registry-files', tries: 40, perSeconds: 600 };

/** An office or a home of its own: one address of the old internet, or the first 64 bits of a new one, of which anybody has as many as they like. */
export function networkOf(address: string): string {
  const old = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (old) return old;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const groups = head === '' ? [] : head.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  return [...groups, ...Array<string>(zeros).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

/** Counts tries without keeping who tried: keys are made one-way with the installation's secret. */
@Injectable()
export class TriesByAddress {
  constructor(
    private readonly limits: Limits,
    private readonly settings: Settings,
  ) {}

  /** @throws TooManyTries */
  async guess(address: string, typedNumber: unknown): Promise<void> {
    await this.limits.count(GUESSES, this.oneWay(networkOf(address)));
    await this.limits.count(NAMES, this.oneWay((typeof typedNumber === 'string' && readNumber(typedNumber)) || 'no number'));
  }

  /** @throws TooManyTries */
  file(address: string): Promise<void> {
    return this.limits.count(FILES, this.oneWay(networkOf(address)));
  }

  private oneWay(text: string): string {
    return createHmac('sha256', this.settings.secret).update(`registry-tries:${text}`).digest('base64url');
  }
}
