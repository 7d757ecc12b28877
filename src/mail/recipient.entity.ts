import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { MailMessage } from './message.entity';

/** Somebody to whom a message goes, with what the server said of them. */
@Entity('mail_recipients')
export class MailRecipient {
  @PrimaryColumn({ name: 'mail_message_id', type: 'bigint' }) messageId: number;
  @PrimaryColumn({ type: 'smallint' }) position: number;
  @Column({ type: 'text' }) kind: 'to' | 'cc';
  @Column({ type: 'text' }) address: string;
  /** Null while no server has decided. */
  @Column({ type: 'text', nullable: true }) state: 'accepted' | 'refused' | null;
  /** What the server said, when it refused. */
  @Column({ type: 'text', nullable: true }) words: string | null;
  @ManyToOne('MailMessage', 'recipients')
  @JoinColumn({ name: 'mail_message_id' })
  message?: MailMessage;
}
