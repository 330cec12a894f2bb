import { describe, expect, it } from '@jest/globals';
import { checkScope, holds, mayGrant, NotPermitted, organizationsOf, requireAnyRole, requireRole, type Actor } from './permissions.ts';

const actor = (...roles: Actor['roles']): Actor => ({ id: 'p', roles });
const amir = actor({ role: 'instructor', organizationId: 'harbor' });
const dana = actor({ role: 'coordinator', organizationId: 'harbor' });
const head = actor({ role: 'administrator', organizationId: null });

describe('a role', () => {
  it('· holds in its own scope only', () => {
    expect(holds(amir, 'instructor', 'harbor')).toBe(true);
    expect(holds(amir, 'instructor', 'elsewhere')).toBe(false);
    expect(holds(amir, 'instructor')).toBe(false);
  });
  it('· that is missing is named', () => {
    expect(() => requireRole(amir, 'registrar')).toThrow(NotPermitted);
    expect(() => requireAnyRole(amir, 'coordinator', 'registrar')).toThrow(expect.objectContaining({ who: ['coordinator', 'registrar'] }));
    expect(() => requireAnyRole(amir, 'instructor')).not.toThrow();
  });
  it('· says in which organizations it counts', () => expect(organizationsOf(amir, 'instructor')).toEqual(['harbor']));
  it('· of the body cannot be given for an organization', () => {
    expect(() => checkScope('registrar', 'harbor')).toThrow('ScopeDoesNotFit');
    expect(() => checkScope('coordinator', null)).toThrow('ScopeDoesNotFit');
    expect(() => checkScope('supervisor', null)).not.toThrow();
  });
});

describe('granting', () => {
  it.each([
    [head, 'registrar', null, true],
    [dana, 'instructor', 'harbor', true],
    [dana, 'supervisor', 'harbor', true],
    [dana, 'coordinator', 'harbor', false],
    [dana, 'instructor', 'elsewhere', false],
    [dana, 'registrar', null, false],
    [amir, 'instructor', 'harbor', false],
  ] as const)('· case %#', (who, role, organization, may) => expect(mayGrant(who, role, organization)).toBe(may));
});
