import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import type { TypedContact } from './contact.input';

/** A person whom one asks for at a client; deals name one (R14). */
@Entity('contacts')
export class Contact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('bigint', { name: 'client_id' })
  clientId: number;

  @Column('text')
  name: string;

  /** What the person does there: chairman, accountant, caretaker. */
  @Column('text', { nullable: true })
  role: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt: Date | null;

  @VersionColumn()
  version: number;

  describe({ name, role, email, phone }: TypedContact) {
    Object.assign(this, { name, role, email, phone });
  }

  /** As it would be typed into its form. */
  get typed(): TypedContact {
    const { name, role, email, phone } = this;
    return { name, role, email, phone };
  }

  /** Only hides it: deals that name the person keep showing it. */
  delete() {
    this.deletedAt ??= new Date();
  }

  restore() {
    this.deletedAt = null;
  }
}
