import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Panels } from '../../web/panels';
import { Activity } from './activity.service';

/** Tells under a document, beside its history, that it was printed and sent (R57). */
@Injectable()
export class ActivityPanel implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly activity: Activity,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.history', ({ id }: { id: number }) => this.activity.beside(id));
  }
}
