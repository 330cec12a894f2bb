import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Refusal, Settings } from '#libs/kernel';

export interface SealedNarrative {
  readonly keyId: string;
  readonly nonce: Buffer;
  /** Ciphertext with the 16 bytes of the tag behind it. */
  readonly sealed: Buffer;
}

/** Sealed under another secret than the one this installation runs with, or changed behind our back. */
export class NarrativeCannotBeOpened extends Refusal {
  constructor() {
    super('conflict');
  }
}

const TAG_BYTES = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) under a key derived from the installation's secret by HKDF (RFC 5869). Table, column and row are authenticated along: a
 * sealed text that is copied into another row does not open there.
 */
@Injectable()
export class NarrativeCipher {
  private readonly key: Buffer;
  /** Names the key without telling it, so that a changed secret is seen and not guessed at. */
  private readonly keyId: string;

  constructor(settings: Settings) {
    this.key = Buffer.from(hkdfSync('sha256', settings.secret, '', 'peerway attestation narratives 1', 32));
    this.keyId = `narratives-1-${createHash('sha256').update(this.key).digest('hex').slice(0, 8)}`;
  }

  seal(attestationId: string, text: string): SealedNarrative {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(place(attestationId, this.keyId));
    return { keyId: this.keyId, nonce, sealed: Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]) };
  }

  /** @throws NarrativeCannotBeOpened */
  open(attestationId: string, { keyId, nonce, sealed }: SealedNarrative): string {
    if (keyId !== this.keyId) throw new NarrativeCannotBeOpened();
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(place(attestationId, keyId)).setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return decipher.update(sealed.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new NarrativeCannotBeOpened();
    }
  }
}

const place = (attestationId: string, keyId: string): Buffer => Buffer.from(`attestation_narratives.sealed ${attestationId} ${keyId}`);
