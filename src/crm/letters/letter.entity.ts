import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What CRM wrote to a client, seen by whoever sees the client. Its words, recipients and state are the message's (R121). */
@Entity('letters')
export class Letter {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ name: 'client_id', type: 'bigint' }) clientId: number;
  /** The deal that it is about. */
  @Column({ name: 'deal_id', type: 'bigint', nullable: true }) dealId: number | null;
  @Column({ name: 'message_id', type: 'bigint' }) messageId: number;
}
