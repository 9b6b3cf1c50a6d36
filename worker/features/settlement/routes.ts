/** What the street owes merchants: statements, what merchants say of them, and paying. */
import { endpoint, input, once, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { acceptStatement, decideDispute, raiseDispute } from './commands/disputes.ts';
import { finaliseStatement, setBudget } from './commands/finalise.ts';
import { issueStatements } from './commands/issue.ts';
import { getMonthFile } from './queries/monthFile.ts';
import { getStatement, getStatementFile, listStatements } from './queries/statements.ts';
import {
  budgetInput,
  budgetSchema,
  decideDisputeInput,
  disputeInput,
  issuedSchema,
  issueInput,
  monthInput,
  monthParam,
  noWordsInput,
  statementFileSchema,
  statementPageSchema,
  statementsInput,
  statementsSchema,
} from './schema.ts';

const tag = 'settlement';

const merchantSide = routes()
  .get(
    '/statements/:id',
    endpoint({
      summary: 'One statement of a merchant, line by line',
      tag,
      answer: statementPageSchema,
      refusals: ['auth.required', 'statement.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await getStatement(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .get(
    '/statements/:id/lines.csv',
    endpoint({
      summary: 'Its lines as a table',
      tag,
      answer: statementFileSchema,
      mediaType: 'text/csv',
      refusals: ['auth.required', 'statement.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => {
      const { name, file } = await getStatementFile(c.var.actorCtx, c.req.valid('param').id);
      c.header('Content-Disposition', `attachment; filename="${name}"`);
      return c.body(file, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
    },
  )
  .post(
    '/statements/:id/disputes',
    endpoint({
      summary: 'Object to a line, or to the statement as a whole',
      tag,
      answer: statementPageSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'statement.notFound',
        'statement.state',
        'statementLine.notFound',
        'dispute.tooLate',
        'dispute.exists',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', disputeInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await once(() => raiseDispute(c.var.actorCtx, id, c.req.valid('json'))), 201);
    },
  )
  .post(
    '/statements/:id/accept',
    endpoint({
      summary: 'Say that it is right, before the time for objections is over',
      tag,
      answer: statementPageSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'statement.notFound',
        'statement.state',
        'dispute.tooLate',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', noWordsInput),
    async (c) => c.json(await acceptStatement(c.var.actorCtx, c.req.valid('param').id), 200),
  );

const streetSide = routes()
  .get(
    '/staff/statements',
    endpoint({
      summary: 'Statements within my scope; of one month with its ceiling',
      tag,
      answer: statementsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', statementsInput),
    async (c) => c.json(await listStatements(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .get(
    '/staff/statements.csv',
    endpoint({
      summary: 'The statements of a month within my scope as a table, a row for each',
      tag,
      answer: statementFileSchema,
      mediaType: 'text/csv',
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', monthInput),
    async (c) => {
      const { month } = c.req.valid('query');
      const file = await getMonthFile(c.var.actorCtx, month);
      c.header('Content-Disposition', `attachment; filename="linli-statements-${month}.csv"`);
      return c.body(file, 200, { 'Content-Type': 'text/csv; charset=utf-8' });
    },
  )
  .post(
    '/staff/statements',
    endpoint({
      summary: 'Issue what is due of a month that is over, a hundred at a time',
      tag,
      answer: issuedSchema,
      refusals: ['auth.required', 'auth.forbidden', 'statement.monthOpen'],
    }),
    signedIn,
    input('json', issueInput),
    async (c) => c.json(await issueStatements(c.var.actorCtx, c.req.valid('json').month), 200),
  )
  .post(
    '/staff/statements/:id/finalise',
    endpoint({
      summary: 'Make it final: it is paid, and its points are settled',
      tag,
      answer: statementPageSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'statement.notFound',
        'statement.own',
        'statement.state',
        'statement.tooEarly',
        'settlement.ceiling',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', noWordsInput),
    async (c) => c.json(await finaliseStatement(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/disputes/:id/decide',
    endpoint({
      summary: 'Answer an objection; upheld, its line is struck out',
      tag,
      answer: statementPageSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'dispute.notFound',
        'statement.notFound',
        'statement.own',
        'dispute.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', decideDisputeInput),
    async (c) =>
      c.json(
        await decideDispute(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .put(
    '/staff/settlement-budgets/:month',
    endpoint({
      summary: 'Set the most that is paid for a month',
      tag,
      answer: budgetSchema,
      refusals: ['auth.required', 'auth.forbidden', 'settlement.belowFinal'],
    }),
    signedIn,
    input('param', monthParam),
    input('json', budgetInput),
    async (c) =>
      c.json(await setBudget(c.var.actorCtx, c.req.valid('param').month, c.req.valid('json')), 200),
  );

export const settlementRoutes = routes().route('/', merchantSide).route('/', streetSide);
