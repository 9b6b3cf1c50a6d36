/** Public shapes of statements, objections and ceilings. */
import * as z from 'zod';
import {
  daySchema,
  idSchema,
  instantOutput,
  monthSchema,
  offsetInput,
  plainText,
} from '../../lib/schema.ts';
import { DISPUTE_STATES, LINE_STATES, STATEMENT_STATES } from './rules.ts';

/** One month, or all of them; of one state, or of every. */
export const statementsInput = offsetInput.extend({
  month: monthSchema.optional(),
  state: z.enum(STATEMENT_STATES).optional(),
});
export type StatementsInput = z.output<typeof statementsInput>;

export const issueInput = z.strictObject({ month: monthSchema }).meta({ id: 'IssueInput' });

/** What is wrong with a line, or with the statement as a whole where none is named. */
export const disputeInput = z
  .strictObject({ redemptionId: idSchema.optional(), text: plainText(200, 2) })
  .meta({ id: 'DisputeInput' });
export type DisputeInput = z.output<typeof disputeInput>;

export const decideDisputeInput = z
  .strictObject({ verdict: z.enum(['uphold', 'reject']), answer: plainText(200, 2) })
  .meta({ id: 'DecideDisputeInput' });
export type DecideDisputeInput = z.output<typeof decideDisputeInput>;

/** Nothing to say: the act is in the path. */
export const noWordsInput = z.strictObject({});

/** The whole of a month. */
export const monthInput = z.strictObject({ month: monthSchema });

export const monthParam = z.object({ month: monthSchema });
export const budgetInput = z
  .strictObject({ ceilingFen: z.int().min(0).max(100_000_000_000) })
  .meta({ id: 'SettlementBudgetInput' });

export const budgetSchema = z
  .object({
    month: z.string(),
    /** The most that is paid for the month; null = nobody has set one, and nothing is paid. */
    ceilingFen: z.int().nullable(),
    /** Of final statements, and of those on their way. */
    finalFen: z.int(),
    openFen: z.int(),
  })
  .meta({ id: 'SettlementBudget' });
export type Budget = z.infer<typeof budgetSchema>;

export const issuedSchema = z
  .object({
    month: z.string(),
    /** Statements that this request issued, and merchants that still wait for theirs. */
    issued: z.int(),
    left: z.int(),
  })
  .meta({ id: 'IssuedStatements' });
export type Issued = z.infer<typeof issuedSchema>;

const statementFields = {
  id: z.string(),
  month: z.string(),
  merchant: z.object({ id: z.string(), name: z.string() }),
  state: z.enum(STATEMENT_STATES),
  /** Of the lines that stand. */
  points: z.int(),
  fen: z.int(),
  lineCount: z.int(),
  openDisputes: z.int(),
  issued: instantOutput,
  /** Until when its merchant can object. */
  disputeUntil: instantOutput,
  /** When its merchant said that it is right. */
  accepted: instantOutput.nullable(),
  final: instantOutput.nullable(),
  can: z.object({
    dispute: z.boolean(),
    accept: z.boolean(),
    /** What an upheld objection struck out. */
    undo: z.boolean(),
    decide: z.boolean(),
    finalise: z.boolean(),
  }),
};

export const statementSchema = z.object(statementFields).meta({ id: 'Statement' });
export type Statement = z.infer<typeof statementSchema>;

export const statementsSchema = z
  .object({
    items: z.array(statementSchema),
    next: z.string().nullable(),
    /** Of the month asked for, for those who pay. */
    budget: budgetSchema.nullable(),
    can: z.object({ issue: z.boolean() }),
  })
  .meta({ id: 'Statements' });
export type Statements = z.infer<typeof statementsSchema>;

export const statementLineSchema = z
  .object({
    redemptionId: z.string(),
    on: daySchema,
    good: z.string(),
    quantity: z.int(),
    points: z.int(),
    fen: z.int(),
    shop: z.string(),
    state: z.enum(LINE_STATES),
  })
  .meta({ id: 'StatementLine' });
export type StatementLine = z.infer<typeof statementLineSchema>;

export const disputeSchema = z
  .object({
    id: z.string(),
    /** The line it is about; null = the statement as a whole. */
    redemptionId: z.string().nullable(),
    text: z.string(),
    state: z.enum(DISPUTE_STATES),
    raised: instantOutput,
    answer: z.string().nullable(),
    decided: instantOutput.nullable(),
  })
  .meta({ id: 'Dispute' });
export type Dispute = z.infer<typeof disputeSchema>;

export const statementPageSchema = z
  .object({
    ...statementFields,
    lines: z.array(statementLineSchema),
    disputes: z.array(disputeSchema),
  })
  .meta({ id: 'StatementPage' });
export type StatementPage = z.infer<typeof statementPageSchema>;

export const statementFileSchema = z.string().meta({ id: 'StatementFile' });
