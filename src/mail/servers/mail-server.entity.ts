import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import type { MailServerInput } from './mail-server.input';

/** How a connection is kept from listeners: not at all, from STARTTLS on, or from its first byte. */
export const SECURITIES = ['starttls', 'tls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];

/** Fields that say to whom the password is shown: who changes one of them types it anew. */
const SHOWN_TO = ['host', 'port', 'security', 'userName', 'anyCertificate'] as const;

/** A name or address of a computer, as it stands in no other place. */
const HOST = /^[\p{L}\p{N}._:-]+$/u;
/** An address whose part before @ has the message's mark in it, with room for the mark in 64 characters. */
const BOUNCES = /^[\w.+=-]{0,16}\{id\}[\w.+=-]{0,16}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

/** Where mail is handed over, and in whose name: of the account, or of one department. */
@Entity('mail_servers')
export class MailServer {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  /** Null for the account's, which serves every department without one. */
  @Column({ name: 'department_id', type: 'bigint', nullable: true }) departmentId: number | null;
  @Column({ type: 'text' }) host: string;
  @Column({ type: 'integer' }) port: number;
  @Column({ type: 'text' }) security: Security;
  /** Whether a certificate is taken that nobody vouches for, as a server of one's own may have. */
  @Column({ name: 'any_certificate' }) anyCertificate: boolean;
  @Column({ name: 'user_name', type: 'text', nullable: true }) userName: string | null;
  /** Sealed (Seal); never shown. */
  @Column({ type: 'text', nullable: true }) password: string | null;
  @Column({ name: 'from_name', type: 'text', nullable: true }) fromName: string | null;
  @Column({ name: 'from_address', type: 'text' }) fromAddress: string;
  @Column({ name: 'reply_to', type: 'text', nullable: true }) replyTo: string | null;
  /** Address to which other servers send mail back, a different one for each message in the place of {id} (VERP); null is fromAddress. */
  @Column({ name: 'bounce_pattern', type: 'text', nullable: true }) bouncePattern: string | null;
  /** Whether a message is sent once again by itself when the server broke off without an answer (R121). */
  @Column({ name: 'repeat_unanswered' }) repeatUnanswered: boolean;
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true }) deletedAt: Date | null;
  @VersionColumn() version: number;

  /**
   * Takes what was typed. An empty password keeps the one that is there, for the same login at the same server only: otherwise an administrator
   * could have it sent to a server of theirs.
   * @throws BrokenRule at the field that cannot be right
   */
  describe({ password, ...typed }: MailServerInput, seal: (password: string) => string) {
    if (!HOST.test(typed.host)) throw new BrokenRule('mail_host', {}, 'host');
    if (typed.bouncePattern && !BOUNCES.test(typed.bouncePattern))
      throw new BrokenRule('mail_bounce_pattern', {}, 'bouncePattern');
    const moved = SHOWN_TO.some((field) => this[field] !== typed[field]);
    if (this.password && typed.userName && !password && moved) throw new BrokenRule('mail_password_again', {}, 'password');
    if (typed.anyCertificate && typed.security === 'none') throw new BrokenRule('mail_no_certificate', {}, 'anyCertificate');
    if (password && !typed.userName) throw new BrokenRule('mail_user_missing', {}, 'userName');
    Object.assign(this, typed);
    if (!this.userName) this.password = null;
    else if (password) this.password = seal(password);
  }
}
