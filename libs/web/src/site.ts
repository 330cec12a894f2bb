import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import { Refusal, Settings } from '#libs/kernel';
import type { FlashWords, Page } from './answers.ts';
import { FormTry } from './forms.ts';
import { cookieNames, formToken, openText, sealText, type CookieNames, type WebRequest } from './request.ts';
import { loadAssets, type Assets } from './views/assets.ts';
import { loadMessages, type Messages } from './views/messages.ts';
import type { PageContext } from './views/page-context.ts';
import { loadViews, type Views } from './views/views.ts';

/** What an app puts around every page: who is signed in, and where they can go. */
export abstract class PageFrame {
  abstract of(request: WebRequest): Frame;
}

export interface Frame {
  readonly person: PageContext['person'];
  /** Where one can go; `key` is the message that names it. */
  readonly nav: readonly { readonly href: string; readonly key: string; readonly current: boolean }[];
  /** Something to see to, as message keys. */
  readonly reminder?: { readonly key: string; readonly href: string; readonly linkKey: string } | null;
}

/** An app that shows nobody's name, such as the public registry. */
export class PlainFrame extends PageFrame {
  override of(): Frame {
    return { person: null, nav: [] };
  }
}

/** Templates, words and assets, read once at start. */
@Injectable()
export class Site {
  readonly messages: Messages;
  readonly assets: Assets;
  readonly views: Views;
  readonly cookies: CookieNames;

  constructor(
    private readonly settings: Settings,
    private readonly frame: PageFrame,
    templatesFolder: string,
  ) {
    this.messages = loadMessages(join(templatesFolder, 'messages'));
    this.assets = loadAssets(join(templatesFolder, 'assets'));
    this.views = loadViews(templatesFolder, this.messages, this.assets);
    this.cookies = cookieNames(settings.publicUrl);
  }

  /** Draws and sends a page; compressed when the browser takes it. */
  send(page: Page, request: WebRequest, reply: FastifyReply): void {
    const html = this.views.render(`pages/${page.view}`, this.translated(page.data, request), this.context(request, reply));
    void reply.code(page.status).type('text/html; charset=utf-8').header('vary', 'accept-encoding');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) void reply.send(html);
    else void reply.header('content-encoding', 'gzip').send(gzipSync(html, { level: 5 }));
  }

  redirect(location: string, flash: FlashWords | null, reply: FastifyReply): void {
    if (flash) this.setCookie(reply, this.cookies.flash, sealText(this.settings.secret, JSON.stringify(flash)), 60);
    void reply.code(303).header('location', location).header('cache-control', 'no-store').send();
  }

  /** `refusals.<Name>`, with roles in words where the refusal names some; one that has no words yet is told by its kind. */
  refusalWords(refusal: Refusal, lang: string): string {
    const who = typeof refusal.facts['who'] === 'string' ? refusal.facts['who'].split(',').map((role) => this.messages.text(lang, `web.roles.${role}`)) : [];
    const facts = { ...refusal.facts, ...(who.length > 0 ? { who: new Intl.ListFormat(lang, { type: 'disjunction' }).format(who) } : {}) };
    return this.messages.text(lang, this.messages.has(lang, `refusals.${refusal.name}`) ? `refusals.${refusal.name}` : `web.refused.${refusal.kind}`, facts);
  }

  setCookie(reply: FastifyReply, name: string, value: string, maxAgeSeconds?: number): void {
    void reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.cookies.secure, ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }) });
  }

  /** The language of a person, or the first that the browser asks for and we have. */
  languageFor(wished: string | undefined, acceptLanguage: string | undefined): string {
    const asked = [wished, ...(acceptLanguage ?? '').split(',').map((one) => one.split(';')[0]!.trim())];
    return asked.map((one) => one?.slice(0, 2).toLowerCase()).find((one) => one && this.messages.languages.includes(one)) ?? 'en';
  }

  private context(request: WebRequest, reply: FastifyReply): PageContext {
    const bearer = request.cookies[this.cookies.session] ?? this.visitor(request, reply);
    const lang = request.lang ?? 'en';
    const { person, nav, reminder } = this.frame.of(request);
    return {
      person,
      nav: nav.map(({ href, key, current }) => ({ href, label: this.messages.text(lang, key), current })),
      lang,
      timeZone: request.timeZone ?? this.settings.timeZone,
      nonce: '',
      csrf: formToken(this.settings.secret, bearer),
      path: request.url.split('?')[0]!,
      flash: this.takeFlash(request, reply),
      reminder: reminder ? { text: this.messages.text(lang, reminder.key), href: reminder.href, link: this.messages.text(lang, reminder.linkKey) } : null,
      requestId: request.id,
    };
  }

  private visitor(request: WebRequest, reply: FastifyReply): string {
    let visitor = request.cookies[this.cookies.visitor];
    if (!visitor) {
      visitor = randomBytes(16).toString('base64url');
      this.setCookie(reply, this.cookies.visitor, visitor);
    }
    return visitor;
  }

  private takeFlash(request: WebRequest, reply: FastifyReply): PageContext['flash'] {
    const sealed = openText(this.settings.secret, request.cookies[this.cookies.flash]);
    if (!sealed) return null;
    void reply.clearCookie(this.cookies.flash, { path: '/', secure: this.cookies.secure });
    const { kind, key, values } = JSON.parse(sealed) as FlashWords;
    return { kind, text: this.messages.text(request.lang ?? 'en', key, values) };
  }

  /** A form that came back has its faults as keys; the page shows words. */
  private translated(data: Readonly<Record<string, unknown>>, request: WebRequest): object {
    const { form } = data;
    if (!(form instanceof FormTry)) return data;
    const lang = request.lang ?? 'en';
    const faults = Object.entries(form.faults).map(([name, fault]) => [name, fault instanceof Refusal ? this.refusalWords(fault, lang) : this.messages.text(lang, fault.key, fault.values)]);
    return { ...data, form: { typed: form.typed, faults: Object.fromEntries(faults) as Record<string, string> } };
  }
}

