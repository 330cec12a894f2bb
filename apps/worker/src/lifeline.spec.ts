import { describe, expect, it } from '@jest/globals';
import { longestWaitSeconds } from './lifeline.ts';

describe('a job whose worker died', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 7],
    [3, 20],
    [10, 22_026],
    [25, 22_026],
  ])('· after %i attempts waits at most %i s', (attempts, seconds) => expect(Math.floor(longestWaitSeconds(attempts))).toBe(seconds));
});
