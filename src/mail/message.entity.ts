import { Column, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import type { SideName } from '../accounts/person';
import { BrokenRule } from '../broken-rule';
import type { Language } from '../web/translations';
import type { AttachmentRef } from './letter';
import { MailRecipient } from './recipient.entity';
import { waitAfter } from './waits';

/** How far a message came (R121); withdrawn: nobody wants it sent any more. */
export const MAIL_STATES = ['queued', 'handed_over', 'accepted', 'failed', 'unknown', 'bounced', 'withdrawn'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What a server said of one recipient, or of the whole message. */
export interface Answer {
  accepted: boolean;
  words: string;
}

/**
 * Mail that was wanted, with what became of it. Seen by whoever queued it and by members of its side: as their level says of its department and
 * of who queued it (R72), in CRM also by all who see the client to whom it is written. Documents show their own messages to whoever sees the
 * document.
 */
@Entity('mail_messages')
export class MailMessage {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'text' }) side: SideName;
  @Column({ name: 'client_id', type: 'bigint', nullable: true }) clientId: number | null;
  @Column({ name: 'department_id', type: 'bigint', nullable: true }) departmentId: number | null;
  @Column({ name: 'queued_by', type: 'bigint', insert: false, update: false }) queuedBy: number | null;
  @Column({ name: 'queued_at', type: 'timestamptz', insert: false, update: false }) queuedAt: Date;
  @Column({ type: 'text' }) language: Language;
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'text' }) html: string;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'jsonb' }) attachments: AttachmentRef[];
  /** To whom answers go: the person who wrote it; null leaves it to the mail server's settings. */
  @Column({ name: 'reply_to', type: 'text', nullable: true, update: false }) replyTo: string | null;
  /** Seen by nobody but who queued it. */
  @Column({ type: 'boolean', update: false }) personal: boolean;
  /** Message-ID without brackets: given at the first attempt and kept by all, so that who gets it twice can tell. */
  @Column({ name: 'message_id', type: 'text', nullable: true }) messageId: string | null;
  /** Its Date, given and kept likewise. */
  @Column({ name: 'dated_at', type: 'timestamptz', nullable: true }) datedAt: Date | null;
  @Column({ type: 'text' }) state: MailState = 'queued';
  @Column({ name: 'state_at', type: 'timestamptz', insert: false }) stateAt: Date;
  /** Why it is where it is, below `mail.reason.`; null when there is nothing to explain. */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  /** The server's own words. */
  @Column({ type: 'text', nullable: true }) words: string | null;
  /** When it is tried next, of a queued one. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true, insert: false }) dueAt: Date | null;
  /** Who has it now, or had it when nobody could tell what became of it. */
  @Column({ name: 'attempt_id', type: 'bigint', nullable: true }) attemptId: number | null;
  /** Attempts since it was queued that no server decided. */
  @Column({ type: 'smallint' }) tries: number;
  /** When it was sent again by itself because a server broke off without an answer. */
  @Column({ name: 'repeated_at', type: 'timestamptz', nullable: true }) repeatedAt: Date | null;
  @OneToMany(() => MailRecipient, 'message', { cascade: ['insert', 'update'] }) recipients: MailRecipient[];

  /** Those whom no server has accepted or refused yet. */
  get undecided(): MailRecipient[] {
    return this.recipients.filter(({ state }) => state === null);
  }

  /** A process takes it up: from now on it is this attempt's, and nothing has been sent. */
  claim(attempt: number, identity: { messageId: string; datedAt: Date }) {
    this.attemptId = attempt;
    this.messageId ??= identity.messageId;
    this.datedAt ??= identity.datedAt;
  }

  /** The server is about to be given the text. @returns false when the message is no longer this attempt's: then it must not be sent */
  handOver(attempt: number): boolean {
    if (this.state !== 'queued' || this.attemptId !== attempt) return false;
    this.become('handed_over');
    return true;
  }

  /** Whether what an attempt says still counts: nobody else took the message up or decided about it meanwhile. */
  isOf(attempt: number): boolean {
    return this.attemptId === attempt && ['queued', 'handed_over', 'unknown'].includes(this.state);
  }

  /** The server took it, for those recipients whom it did not refuse; those put off are tried again. */
  accept(words: string, answers: Map<string, Answer>) {
    this.note(answers);
    if (this.undecided.length) this.defer('put_off', words);
    else this.become('accepted', null, words);
  }

  /** The server refused it for good. */
  fail(reason: string | null, words: string | null, answers = new Map<string, Answer>()) {
    this.note(answers);
    this.become(this.anybodyAccepted ? 'accepted' : 'failed', reason, words);
  }

  /** Nothing was taken, and it is tried again after a while; in the end it has failed. */
  defer(reason: string, words: string | null, answers = new Map<string, Answer>()) {
    this.note(answers);
    if (!this.undecided.length) return this.fail('refused', words);
    const wait = waitAfter(this.tries);
    if (wait === null) return this.fail(reason, words);
    this.become('queued', reason, words);
    this.tries += 1;
    this.dueAt = new Date(Date.now() + wait);
    this.attemptId = null;
  }

  /** The text was on its way and no answer came: nobody knows. @param repeat whether the settings say to send it once again by itself */
  lose(reason: string, words: string | null, repeat: boolean) {
    if (!repeat || this.repeatedAt) return this.become('unknown', reason, words);
    this.repeatedAt = new Date();
    this.defer('repeated', words);
  }

  /** The recipient's server sent it back after all. */
  bounce(words: string) {
    if (this.state !== 'accepted' && this.state !== 'unknown') throw new BrokenRule('mail_cannot_bounce');
    this.become('bounced', null, words);
  }

  /** A person wants it sent again, to whom it did not reach. */
  sendAgain() {
    if (!['failed', 'unknown', 'bounced'].includes(this.state)) throw new BrokenRule('mail_not_failed');
    for (const recipient of this.recipients) {
      if (recipient.state === 'refused' || this.state === 'bounced') Object.assign(recipient, { state: null, words: null });
    }
    this.become('queued');
    Object.assign(this, { tries: 0, repeatedAt: null, attemptId: null, dueAt: new Date() });
  }

  /** A person found out that it did arrive. */
  settle() {
    if (this.state !== 'unknown') throw new BrokenRule('mail_not_unknown');
    for (const recipient of this.undecided) recipient.state = 'accepted';
    this.become('accepted', 'settled');
  }

  /** Nobody wants it sent any more. @throws BrokenRule once a server may have it */
  withdraw() {
    if (this.state !== 'queued' || this.attemptId || this.anybodyAccepted) throw new BrokenRule('mail_not_withdrawn');
    this.become('withdrawn');
  }

  private get anybodyAccepted() {
    return this.recipients.some(({ state }) => state === 'accepted');
  }

  private note(answers: Map<string, Answer>) {
    for (const recipient of this.undecided) {
      const answer = answers.get(recipient.address);
      if (!answer) continue;
      recipient.state = answer.accepted ? 'accepted' : 'refused';
      recipient.words = answer.accepted ? null : answer.words;
    }
  }

  private become(state: MailState, reason: string | null = null, words: string | null = null) {
    Object.assign(this, { state, reason, words, stateAt: new Date(), dueAt: null });
  }
}
