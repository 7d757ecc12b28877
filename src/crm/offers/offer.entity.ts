import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import type { Language } from '../../web/translations';
import type { OfferSaying } from './offer-saying';
import type { OfferTemplate } from './offer-template.entity';

/** Where an offer is; what its dates say. */
export type OfferState = 'draft' | 'sent' | 'opened' | 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'deleted';

/** What an offer takes of its template, whose id it remembers; null is Tandem's own. */
export type Dressing = Pick<OfferTemplate, 'colour' | 'showsLogo' | 'footer'> & { id: number | null };

/** The dates by which an offer ended without a sale; null while it did not. */
export type Ended = Record<'deletedAt' | 'declinedAt' | 'withdrawnAt', unknown>;

/**
 * The key of the reason why no document is to be made of an offer (R84, R124); null where one may be: also of a draft, which may have been handed
 * over on paper, and after the last day of its validity, when the firm agrees.
 */
export function documentRefusal({ deletedAt, declinedAt, withdrawnAt }: Ended): string | null {
  if (deletedAt) return 'document_of_deleted_offer';
  if (declinedAt) return 'document_of_declined_offer';
  return withdrawnAt ? 'document_of_withdrawn_offer' : null;
}

/** What is proposed to a deal's client, as they read it (R80-R84, R124). What the client answered to never changes. */
@Entity('offers')
export class Offer {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  /** Given when it is made, as "OF 12/2026". */
  @Column('text') number: string;
  @Column('bigint', { name: 'deal_id' }) dealId: number;
  @Column('bigint', { name: 'template_id', nullable: true }) templateId: number | null;
  @Column('text') title: string;
  @Column('text') language: Language;
  /** Its text with variables, cleaned by clean-html.ts. */
  @Column('text') html: string;
  /** What the client reads: every variable filled as it was when the offer was sent, or changed after that. */
  @Column('text', { name: 'filled_html', nullable: true }) filledHtml: string | null;
  /** `#rrggbb`; null is the department's. */
  @Column('text', { nullable: true }) colour: string | null;
  @Column('boolean', { name: 'shows_logo' }) showsLogo: boolean;
  @Column('text', { nullable: true }) footer: string | null;
  @Column('char', { length: 3 }) currency: string;
  /** The last day on which it may be accepted; null is without end. */
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;
  /** The deal's when it was made; whose seller, logo and mail it has. Who sees it the deal decides at all times (R72). */
  @Column('bigint', { name: 'department_id', nullable: true }) departmentId: number | null;
  /** The deal's when it was made; whoever is told of its answer. */
  @Column('bigint', { name: 'responsible_id', nullable: true }) responsibleId: number | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt: Date | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  /** The name that the client signed with. */
  @Column('text', { name: 'accepted_by', nullable: true }) acceptedBy: string | null;
  @Column('integer', { name: 'accepted_version', nullable: true }) acceptedVersion: number | null;
  @Column('text', { name: 'accept_note', nullable: true }) acceptNote: string | null;
  @Column('timestamptz', { name: 'declined_at', nullable: true }) declinedAt: Date | null;
  @Column('text', { name: 'decline_reason', nullable: true }) declineReason: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
  @Column('bigint', { name: 'deleted_by', nullable: true }) deletedBy: number | null;
  /** Counts the changes of what the client reads, and nothing else: an answer names the version that it answers. */
  @Column('integer', { default: 1 }) version: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;

  get answered() {
    return this.acceptedAt !== null || this.declinedAt !== null;
  }

  /** Whether it is no more because its deal is not: but what the client accepted stays. */
  endsWith(deal: { deleted: boolean }) {
    return deal.deleted && this.acceptedAt === null;
  }

  /** @param today of the account */
  stateOn(today: string): OfferState {
    if (this.deletedAt) return 'deleted';
    if (this.withdrawnAt) return 'withdrawn';
    if (this.acceptedAt) return 'accepted';
    if (this.declinedAt) return 'declined';
    if (!this.sentAt) return 'draft';
    if (this.validUntil !== null && this.validUntil < today) return 'expired';
    return this.openedAt ? 'opened' : 'sent';
  }

  /** How it looks: the template's way, copied, so that what was offered stays when the template changes. */
  dress({ id, colour, showsLogo, footer }: Dressing) {
    Object.assign(this, { templateId: id, colour, showsLogo, footer });
  }

  /** Takes what was typed. @throws BrokenRule once the client answered */
  describe({ title, language, html, currency, validUntil }: OfferSaying) {
    this.allowChange();
    Object.assign(this, { title, language, html, currency, validUntil });
  }

  /** What the client reads changed. @param filledHtml of an offer that is with the client, else null */
  renew(filledHtml: string | null) {
    this.filledHtml = filledHtml;
    this.version += 1;
  }

  /**
   * It goes to the client, who reads this from now on; its version counts on when that is other than what they had.
   * @throws BrokenRule of one that nobody could accept any more
   */
  send(filledHtml: string, today: string) {
    this.allowChange();
    if (this.stateOn(today) === 'expired' || (this.validUntil ?? today) < today) throw new BrokenRule('offer_has_expired');
    if (this.sentAt && filledHtml !== this.filledHtml) this.renew(filledHtml);
    this.filledHtml = filledHtml;
    this.sentAt ??= new Date();
  }

  /** The client reads it. @returns whether for the first time */
  open(): boolean {
    if (this.openedAt || !this.sentAt || this.answered || this.withdrawnAt || this.deletedAt) return false;
    this.openedAt = new Date();
    return true;
  }

  /** The client signs what they read. @returns false when they did so before @throws BrokenRule when it cannot be answered, or says something else now */
  accept({ name, note, version }: { name: string; note: string | null; version: number }, today: string): boolean {
    if (this.acceptedAt && this.acceptedBy === name && this.acceptedVersion === version) return false;
    this.allowAnswer(version, today);
    Object.assign(this, { acceptedAt: new Date(), acceptedBy: name, acceptNote: note, acceptedVersion: version });
    return true;
  }

  /** @returns false when they did so before @throws BrokenRule as accept */
  decline({ reason, version }: { reason: string | null; version: number }, today: string): boolean {
    if (this.declinedAt) return false;
    this.allowAnswer(version, today);
    Object.assign(this, { declinedAt: new Date(), declineReason: reason });
    return true;
  }

  /** Takes it back: its link says so from now on. A second time changes nothing. @throws BrokenRule of one that was answered or never sent */
  withdraw() {
    if (this.withdrawnAt) return;
    this.allowChange();
    if (!this.sentAt) throw new BrokenRule('offer_is_not_sent');
    this.withdrawnAt = new Date();
  }

  /** A second time changes nothing. @throws BrokenRule of an accepted one: it is what the client agreed to */
  delete(by: number) {
    if (this.deletedAt) return;
    if (this.acceptedAt) throw new BrokenRule('offer_is_accepted');
    Object.assign(this, { deletedAt: new Date(), deletedBy: by });
  }

  restore() {
    Object.assign(this, { deletedAt: null, deletedBy: null });
  }

  private allowAnswer(version: number, today: string) {
    const state = this.stateOn(today);
    if (state !== 'sent' && state !== 'opened') throw new BrokenRule(`answer_to_${state}_offer`);
    if (version !== this.version) throw new BrokenRule('offer_changed_meanwhile');
  }

  /** @throws BrokenRule with the reason why it cannot be changed any more */
  allowChange() {
    if (this.deletedAt) throw new BrokenRule('offer_is_deleted');
    if (this.acceptedAt) throw new BrokenRule('offer_is_accepted');
    if (this.declinedAt) throw new BrokenRule('offer_is_declined');
    if (this.withdrawnAt) throw new BrokenRule('offer_is_withdrawn');
  }
}
