import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { Accounts, NotPermitted, Roles, ROLES, ScopeDoesNotFit, type Role, type SignedInPerson } from '#libs/identity';
import { Settings } from '#libs/kernel';
import { Choice, EmailField, emptyForm, page, redirect, Site, submitted, Text, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { rolesToGrant, scopesOf, type Scope } from './roles.view.ts';

class GrantForm {
  @Text() name: string;
  @EmailField() email: string;
  @Choice(ROLES) role: Role;
  @Text({ max: 36 }) scope: string;
}

class OrganizationForm {
  @Text() organization: string;
}

class EndingForm {
  @Text({ max: 300 }) reason: string;
}

/** Who works here: the body's people for administrators, an organization's for its coordinators. */
@Controller('roles')
export class RolesController {
  constructor(
    private readonly roles: Roles,
    private readonly accounts: Accounts,
    private readonly settings: Settings,
    private readonly site: Site,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, emptyForm());
  }

  /** Gives a role; somebody who is new gets an invitation by mail. */
  @Post()
  grant(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ name, email, role, scope }: GrantForm): Promise<Redirect> => {
      const found = (await this.scopes(person)).find(({ value }) => value === scope);
      if (!found || !rolesToGrant(person, found).includes(role)) throw new ScopeDoesNotFit(role);
      const invited = await this.accounts.invite(person, { legalName: name, email }, { place: found.label });
      await this.roles.grant(person, invited, role, found.organizationId);
      return redirect('/roles', { flash: 'roles.granted' });
    };
    return submitted(GrantForm, body, act, (form) => this.page(person, form));
  }

  @Post('organizations')
  addOrganization(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ organization }: OrganizationForm): Promise<Redirect> => {
      await this.roles.addOrganization(person, organization);
      return redirect('/roles', { flash: 'roles.organizationAdded' });
    };
    return submitted(OrganizationForm, body, act, (form) => this.page(person, emptyForm(), form));
  }

  @Post(':id/ending')
  end(@Person() person: SignedInPerson, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ reason }: EndingForm): Promise<Redirect> => {
      await this.roles.end(person, id, reason);
      return redirect('/roles', { flash: 'roles.ended' });
    };
    return submitted(EndingForm, body, act, (form) => this.page(person, form));
  }

  /** `form` gives a role; `organization` adds an organization. */
  private async page(person: SignedInPerson, form: FormTry, organization: FormTry | null = null): Promise<Page> {
    const scopes = await this.scopes(person);
    if (scopes.length === 0) throw new NotPermitted('administrator', 'coordinator');
    const lists: object[] = [];
    for (const scope of scopes) lists.push({ label: scope.label, holders: await this.holders(person, scope) });
    const choices = [...new Set(scopes.flatMap((scope) => rolesToGrant(person, scope)))].map((role) => ({ value: role, label: this.words(person, role) }));
    return page('roles/roles', { scopes, lists, roles: choices, mayAdd: scopes[0]!.organizationId === null, adding: organization !== null, form: organization ?? form });
  }

  private async holders(person: SignedInPerson, scope: Scope): Promise<object[]> {
    const holders: object[] = [];
    for (const role of rolesToGrant(person, scope)) for (const holder of await this.roles.holders(role, scope.organizationId)) holders.push({ ...holder, role: this.words(person, role) });
    return holders;
  }

  private async scopes(person: SignedInPerson): Promise<Scope[]> {
    return scopesOf(person, this.settings.bodyName, await this.roles.organizations());
  }

  private words(person: SignedInPerson, role: Role): string {
    return this.site.messages.text(this.site.languageFor(person.language, undefined), `roles.role.${role}`);
  }
}
