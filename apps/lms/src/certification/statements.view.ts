import MarkdownIt from 'markdown-it';
import type { Attestation, EthicsSignature, EthicsText, NarrativeNote } from '#libs/certification';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

export interface EthicsView {
  readonly title: string;
  readonly version: number;
  readonly bodyHtml: string;
  /** Null before the first signature. */
  readonly signedAt: Date | null;
}

/** Headings of the text begin one below the page's own. */
export function ethicsView({ title, version, body }: EthicsText, signature: EthicsSignature | null): EthicsView {
  return { title, version, bodyHtml: markdown.render(body), signedAt: signature?.signedAt ?? null };
}

export interface AttestationView {
  readonly statement: string;
  readonly attestedAt: Date | null;
  readonly narrativeAt: Date | null;
  readonly narrativePurgedAt: Date | null;
}

/** The narrative itself is never shown here: only that there is one, so that it can be taken back. */
export function attestationView(statement: string, attestation: Attestation | null, note: NarrativeNote | null): AttestationView {
  const purged = note?.purgedAt ?? null;
  return { statement, attestedAt: attestation?.attestedAt ?? null, narrativeAt: note && !purged ? note.writtenAt : null, narrativePurgedAt: purged };
}
