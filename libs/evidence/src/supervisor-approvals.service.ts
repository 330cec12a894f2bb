import { Injectable } from '@nestjs/common';
import { NotFound } from '#libs/kernel';
import { mayGrant, NotPermitted, People, RoleEndedAlready, Roles, type Actor } from '#libs/identity';
import { Database } from '#libs/persistence';
import { ApprovalEndedAlready } from './refusals.ts';

export interface Approval {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly approvalId: string;
}

/** Who may vouch for supervised hours: a coordinator approves for the own organization, an administrator also for the body. */
@Injectable()
export class SupervisorApprovals {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly roles: Roles,
  ) {}

  /** Approves a person, known by their e-mail or new; without an account they get no letter, for they need none. Answers the person's id. @throws NotPermitted, EmailTaken */
  async approve(actor: Actor, { name, email }: { readonly name: string; readonly email: string }, organizationId: string | null): Promise<string> {
    permit(actor, organizationId);
    return this.database.transaction(async () => {
      const id = (await this.people.idOfEmail(email)) ?? (await this.people.add({ legalName: name, email }, null));
      await this.roles.grant(actor, id, 'supervisor', organizationId);
      return id;
    });
  }

  /** @throws NotPermitted */
  async list(actor: Actor, organizationId: string | null): Promise<Approval[]> {
    permit(actor, organizationId);
    const holders = await this.roles.holders('supervisor', organizationId);
    return holders.map(({ id, name, email, grantId }) => ({ personId: id, name, email, approvalId: grantId }));
  }

  /** From now on this person vouches for nobody in this scope; what they confirmed stays. @throws NotPermitted, NotFound, ApprovalEndedAlready */
  async end(actor: Actor, approvalId: string, organizationId: string | null, reason: string): Promise<void> {
    const held = await this.list(actor, organizationId);
    if (!held.some((approval) => approval.approvalId === approvalId)) throw new NotFound('approval');
    try {
      await this.roles.end(actor, approvalId, reason);
    } catch (error) {
      if (error instanceof RoleEndedAlready) throw new ApprovalEndedAlready();
      throw error;
    }
  }
}

function permit(actor: Actor, organizationId: string | null): void {
  if (!mayGrant(actor, 'supervisor', organizationId)) throw new NotPermitted('administrator', 'coordinator');
}
