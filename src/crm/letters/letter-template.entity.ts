import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Language } from '../../web/translations';

/** What CRM writes to clients again and again, with variables of src/crm/variables; chosen by its name, in one language. */
@Entity('letter_templates')
export class LetterTemplate {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) language: Language;
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'text' }) body: string;
  @Column({ name: 'removed_at', type: 'timestamptz' }) removedAt: Date | null;
  @Column() version: number;
}
