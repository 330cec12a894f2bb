import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { SupervisorApprovals } from '#libs/evidence';
import { holds, NotPermitted, organizationsOf, Roles, type SignedInPerson } from '#libs/identity';
import { Settings } from '#libs/kernel';
import { EmailField, emptyForm, page, redirect, submitted, Text, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import type { Option } from './choices.ts';
import { IdPipe } from './id.pipe.ts';

const BODY = 'body';
const organizationOf = (scope: string): string | null => (scope === BODY ? null : scope);

class ApprovalForm {
  @Text() name: string;
  @EmailField() email: string;
  @Text({ max: 36 }) scope: string;
}

class EndingForm {
  @Text({ max: 300 }) reason: string;
  @Text({ max: 36 }) scope: string;
}

@Controller('supervisors')
export class SupervisorsController {
  constructor(
    private readonly approvals: SupervisorApprovals,
    private readonly roles: Roles,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, emptyForm());
  }

  @Post()
  approve(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ scope, ...supervisor }: ApprovalForm): Promise<Redirect> => {
      await this.approvals.approve(person, supervisor, await this.known(person, scope));
      return redirect('/supervisors', { flash: 'evidence.supervisors.approved' });
    };
    return submitted(ApprovalForm, body, act, (form) => this.page(person, form));
  }

  @Post(':id/ending')
  end(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ scope, reason }: EndingForm): Promise<Redirect> => {
      await this.approvals.end(person, id, await this.known(person, scope), reason);
      return redirect('/supervisors', { flash: 'evidence.supervisors.ended' });
    };
    return submitted(EndingForm, body, act, (form) => this.page(person, form));
  }

  private async page(person: SignedInPerson, form: FormTry): Promise<Page> {
    const scopes = await this.scopes(person);
    const lists = await Promise.all(scopes.map(async ({ value, label }) => ({ scope: value, label, supervisors: await this.approvals.list(person, organizationOf(value)) })));
    return page('evidence/supervisors', { scopes, lists, form });
  }

  /** Where this person may approve: the body and all organizations for administrators, their own for coordinators. @throws NotPermitted */
  private async scopes(person: SignedInPerson): Promise<Option[]> {
    const administrator = holds(person, 'administrator');
    const own = organizationsOf(person, 'coordinator');
    if (!administrator && own.length === 0) throw new NotPermitted('coordinator', 'administrator');
    const organizations = await this.roles.organizations(administrator ? undefined : own);
    return [...(administrator ? [{ value: BODY, label: this.settings.bodyName }] : []), ...organizations.map(({ id, name }) => ({ value: id, label: name }))];
  }

  private async known(person: SignedInPerson, scope: string): Promise<string | null> {
    if (!(await this.scopes(person)).some(({ value }) => value === scope)) throw new NotPermitted('coordinator', 'administrator');
    return organizationOf(scope);
  }
}
