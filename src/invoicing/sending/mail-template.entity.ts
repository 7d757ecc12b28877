import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Language } from '../../web/translations';

/** What a message with a document says, until somebody writes another: for a kind or all, a department or all, in one language. */
@Entity('mail_templates')
export class MailTemplate {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'text' }) kind: string | null;
  @Column({ name: 'department_id', type: 'bigint' }) departmentId: number | null;
  @Column({ type: 'text' }) language: Language;
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'text' }) body: string;
  @Column({ name: 'removed_at', type: 'timestamptz' }) removedAt: Date | null;
  @Column() version: number;
}
