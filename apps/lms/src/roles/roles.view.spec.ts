import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/identity';
import { rolesToGrant, scopesOf } from './roles.view.ts';

const head: Actor = { id: 'h', roles: [{ role: 'administrator', organizationId: null }] };
const dana: Actor = { id: 'd', roles: [{ role: 'coordinator', organizationId: 'harbor' }] };
const both = [
  { id: 'harbor', name: 'Harbor' },
  { id: 'lakeside', name: 'Lakeside' },
];

describe('who may give which role', () => {
  it('· an administrator everywhere', () => {
    const [body, harbor] = scopesOf(head, 'Board', both) as [ReturnType<typeof scopesOf>[0], ReturnType<typeof scopesOf>[0]];
    expect(rolesToGrant(head, body)).toEqual(['administrator', 'registrar']);
    expect(rolesToGrant(head, harbor)).toEqual(['coordinator', 'instructor']);
  });
  it('· a coordinator instructors of the own organization', () => {
    expect(scopesOf(dana, 'Board', both).map(({ value }) => value)).toEqual(['harbor']);
    expect(rolesToGrant(dana, scopesOf(dana, 'Board', both)[0]!)).toEqual(['instructor']);
  });
  it('· a trainee nowhere', () => expect(scopesOf({ id: 't', roles: [] }, 'Board', both)).toEqual([]));
});
