import { Injectable } from '@nestjs/common';
import { CertificateDrawing, type CertificateCause } from '#libs/certification';
import type { Handler } from '../handler.ts';

export interface DrawCertificateJob {
  readonly certificationId: string;
  readonly cause: CertificateCause;
}

@Injectable()
export class DrawCertificate implements Handler<DrawCertificateJob> {
  constructor(private readonly drawing: CertificateDrawing) {}

  handle({ certificationId, cause }: DrawCertificateJob): Promise<void> {
    return this.drawing.draw(certificationId, cause);
  }
}
