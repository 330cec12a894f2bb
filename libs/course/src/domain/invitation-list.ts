/** A line that a coordinator pasted: somebody to invite, or why it cannot be read. */
export type InvitationLine =
  | { readonly line: number; readonly typed: string; readonly email: string; readonly name: string }
  | { readonly line: number; readonly typed: string; readonly fault: 'no-email' | 'several-emails' | 'repeated' };

/** What became of a line. */
export type Invited = InvitationLine & { readonly outcome: 'invited' | 'in-already' | 'full' | 'unreadable' };

const EMAIL = /[^\s<>,;"'()[\]:]+@[^\s<>,;"'()[\]:]+\.[^\s<>,;"'()[\]:]+/gu;

/** The name is what is left of a line without its e-mail, separators and quotation marks around it; where nothing is left, the part before the @. */
function nameIn(typed: string, email: string): string {
  const rest = typed.replace(email, ' ').replace(/^[\s<>,;:"\t]+|[\s<>,;:"\t]+$/gu, '');
  return rest.replace(/\s+/gu, ' ') || email.split('@')[0]!;
}

/** Reads lines as people paste them from mail programs and spreadsheets: `a@b.org`, `Rosa Díaz <a@b.org>`, `a@b.org, Rosa Díaz`. Empty lines are passed over. */
export function readInvitations(pasted: string): InvitationLine[] {
  const seen = new Set<string>();
  return pasted.normalize('NFC').split(/\r?\n/).flatMap((raw, at): InvitationLine[] => {
    const typed = raw.replace(/^\uFEFF/, '').trim();
    const line = at + 1;
    if (typed === '') return [];
    const emails = typed.match(EMAIL) ?? [];
    if (emails.length !== 1) return [{ line, typed, fault: emails.length === 0 ? 'no-email' : 'several-emails' }];
    const email = emails[0];
    if (seen.has(email.toLowerCase())) return [{ line, typed, fault: 'repeated' }];
    seen.add(email.toLowerCase());
    return [{ line, typed, email, name: nameIn(typed, email) }];
  });
}
