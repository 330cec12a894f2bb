import { Injectable } from '@nestjs/common';
import { holdsAnywhere, NotPermitted, OneTimeLinks, Roles, type Actor } from '#libs/identity';

@Injectable()
export class SupervisorLinks {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly roles: Roles,
  ) {}

  /** The supervisor who bears a mailed link, with the roles held now. The link is not used up: rows may be answered on several days. @throws LinkNoLongerWorks, NotPermitted */
  async bearer(token: string): Promise<Actor> {
    const { personId } = await this.links.bearer('hours-to-confirm', token);
    const actor = await this.roles.actor(personId!);
    if (!holdsAnywhere(actor, 'supervisor')) throw new NotPermitted('supervisor');
    return actor;
  }
}
