/**
 * web: what every HTTP app of ours needs: pages from templates, words, forms, tokens, limits, answers to faults, and the way to start.
 * Owns `web.rate_limits`. Knows no noun of the field, no entity, no person: each app hangs its own person on the request.
 */
export { ownPath, page, Page, Redirect, redirect, type FlashWords, type RedirectOptions } from './answers.ts';
export { Box, Choice, Chosen, DayField, EmailField, faultWords, IdField, Many, OptionalChoice, OptionalDay, OptionalText, OptionalWhole, PasswordField, Raw, Text, Tick, Whole, type FaultWords, type TextOptions } from './fields.ts';
export { FormGuard, FormIsStale, OpenToOtherSites } from './form.guard.ts';
export { checkForm, emptyForm, FormTry, submitted, type FormClass } from './forms.ts';
export { PUBLIC, Public } from './health.controller.ts';
export { startHttpApp, type HttpAppOptions, type RunningApp } from './http-app.ts';
export { Limits, type Limit } from './limits.ts';
export { GoElsewhere, TooManyTries, type Problem } from './faults.filter.ts';
export { cookieNames, type CookieNames, type WebRequest } from './request.ts';
export { PageFrame, PlainFrame, Site, type Frame } from './site.ts';
export { FileTooLarge, receiveUpload, type ReceivedFile, type Upload } from './upload.ts';
export { loadAssets, type Assets } from './views/assets.ts';
export { loadMessages, type Messages } from './views/messages.ts';
export type { NavItem, PageContext } from './views/page-context.ts';
export { loadViews, type Views } from './views/views.ts';
