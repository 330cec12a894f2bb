import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Clock, Settings } from '#libs/kernel';
import { compileLayouts, type Layout } from '#libs/pdf';
import { RegistryService, type SigningCertificateRole } from '#libs/registry';
import { describeCertificate, openSigningIdentity, type Signer } from '#libs/signing';

const LAYOUTS = fileURLToPath(new URL('../../../../templates/certificates', import.meta.url));

/**
 * Holds the body's signing identity and the layouts of its certificates. Both are opened at the first use, so that pages, which never sign, need neither the
 * passphrase nor the fonts.
 */
@Injectable()
export class SealKeeper {
  private opened: Promise<Signer> | undefined;
  private layouts: ReadonlyMap<string, Layout> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly registry: RegistryService,
  ) {}

  /** The signer; made at the first start, and pinned in the registry so that files signed by it are known for ever. @throws SigningIdentityFault */
  signer(): Promise<Signer> {
    this.opened ??= this.open().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  /** @throws Error for a name that no template has. */
  layout(name: string): Layout {
    this.layouts ??= compileLayouts(LAYOUTS);
    const layout = this.layouts.get(name);
    if (!layout) throw new Error(`No certificate template "${name}"`);
    return layout;
  }

  private async open(): Promise<Signer> {
    const { dataFolder, secret, signingPassphrase, bodyName } = this.settings;
    const signer = await openSigningIdentity({ folder: join(dataFolder, 'signing'), passphrase: signingPassphrase ?? secret, bodyName, now: this.clock.now() });
    const [own, issuing] = signer.chain as [Buffer, Buffer];
    await this.pin(signer.root, 'root');
    await this.pin(issuing, 'issuing');
    await this.pin(own, 'signer');
    return signer;
  }

  private async pin(der: Buffer, role: SigningCertificateRole): Promise<void> {
    const { organization, commonName, notAfter } = describeCertificate(der);
    await this.registry.pinSigningCertificate({ der, role, subject: [organization, commonName].filter(Boolean).join(', '), notAfter });
  }
}
