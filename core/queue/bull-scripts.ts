import type { Redis } from "ioredis";

/**
 * What stands in Redis beside bull's own keys, all under one hash tag:
 *
 * | key | what |
 * | --- | --- |
 * | `armed` | hash: each key with ids → 16 digits and, where it is the only one, its id |
 * | `line:<key>` | sorted set: the ids of a key until they are done, by the number of their adding; 0: the first |
 * | `run:<key>` | hash: `owner`, the run that works the line; `handed`, the last number that it handed out; `failures` of the first id; `troubles` in a row; whether there is an `again` |
 * | `again:<key>` | set: ids that were added while they were being handled |
 * | `later` | sorted set: `<length of key>:<key><id>` of delayed jobs, by when they are due |
 * | `waiting` | number: ids of all keys |
 * | `added` | number: of the latest adding |
 * | `repeats` | hash: name → length and number of the latest period that somebody took |
 *
 * `<16 digits>:<key>` is the bull job that stands for a key, and ends with its line: finding no id left and disarming
 * the key is one step, so whoever adds next arms it anew, with another bull job. Where a process died between arming
 * a key and adding its bull job, or Redis lost that one, `tick` finds it.
 *
 * The only id of a key rides in the data of the bull job too, so that a worker need not ask for it. What is being
 * handled is what was handed out, or rode along, under a bull job that is locked.
 */
const COMMON = `
  local base, bull = KEYS[1], KEYS[1] .. "jobs:"
  local time = redis.call("TIME")
  local stamp = time[1] .. string.format("%06d", tonumber(time[2]))
  local nowMs = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  local function armedAs(key)
    local value = redis.call("HGET", base .. "armed", key)
    if value then return string.sub(value, 1, 16), string.sub(value, 17) end
  end
  local function unfold(key, armed, id)
    redis.call("ZADD", base .. "line:" .. key, 0, id)
    redis.call("HSET", base .. "armed", key, armed)
  end
`;

const ENTER = `
  local entered, number = 0, 0
  local fresh, order = {}, {}
  local function numbers(count)
    number = redis.call("INCRBY", base .. "added", count) - count
  end
  local function isLocked(key, armed)
    return redis.call("EXISTS", bull .. armed .. ":" .. key .. ":lock") == 1
  end
  local function isHanded(key, armed, score)
    local handed = redis.call("HGET", base .. "run:" .. key, "handed") or 0
    return tonumber(score) <= tonumber(handed) and isLocked(key, armed)
  end
  local function isWaiting(key, id)
    local armed, only = armedAs(key)
    if not armed then return false end
    if only == id then return not isLocked(key, armed) end
    local score = redis.call("ZSCORE", base .. "line:" .. key, id)
    return score and not isHanded(key, armed, score)
  end
  local function enterAgain(key, id)
    redis.call("SADD", base .. "again:" .. key, id)
    redis.call("HSET", base .. "run:" .. key, "again", 1)
  end
  local function enter(key, id)
    if redis.call("HSETNX", base .. "armed", key, stamp .. id) == 1 then
      entered = entered + 1
      fresh[key] = id
      order[#order + 1] = key
      return
    end
    local armed, only = armedAs(key)
    if only == id then
      if isLocked(key, armed) then
        unfold(key, armed, only)
        enterAgain(key, id)
      end
      return
    end
    if only ~= "" then unfold(key, armed, only) end
    local line = base .. "line:" .. key
    number = number + 1
    if redis.call("ZADD", line, "NX", number, id) == 1 then
      entered = entered + 1
      if fresh[key] then fresh[key] = "" end
    elseif isHanded(key, armed, redis.call("ZSCORE", line, id)) then
      enterAgain(key, id)
    end
  end
  local function entrance(reply)
    if entered > 0 then redis.call("INCRBY", base .. "waiting", entered) end
    for _, key in ipairs(order) do
      reply[#reply + 1] = stamp .. ":" .. key
      reply[#reply + 1] = fresh[key]
    end
    return reply
  end
`;

/** ARGV: key, id and delay of each job. Returns bull jobs to add: id and data of each. */
const ADD = `${COMMON}${ENTER}
  local later = base .. "later"
  local anyLater = redis.call("EXISTS", later) == 1
  numbers(#ARGV / 3)
  for i = 1, #ARGV, 3 do
    local key, id, delayMs = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if delayMs == "0" then
      if not (anyLater and redis.call("ZSCORE", later, #key .. ":" .. key .. id)) then enter(key, id) end
    elseif not isWaiting(key, id) then
      local dueMs = string.format("%.0f", nowMs + tonumber(delayMs))
      redis.call("ZADD", later, "NX", dueMs, #key .. ":" .. key .. id)
      anyLater = true
    end
  end
  return entrance({})
`;

/**
 * ARGV: the cursor of the last call; from which age on a key without a bull job is helped. Moves into line what is
 * due, and looks through some of the armed keys. Returns the cursor, the time until the next is due (-1: none), and
 * bull jobs to add as ADD does.
 */
const TICK = `${COMMON}${ENTER}
  local later = base .. "later"
  local due = redis.call("ZRANGEBYSCORE", later, "-inf", string.format("%.0f", nowMs), "LIMIT", 0, 1000)
  numbers(#due)
  for _, member in ipairs(due) do
    redis.call("ZREM", later, member)
    local colon = string.find(member, ":", 1, true)
    local from = colon + 1 + tonumber(string.sub(member, 1, colon - 1))
    enter(string.sub(member, colon + 1, from - 1), string.sub(member, from))
  end
  local nextDue = redis.call("ZRANGE", later, 0, 0, "WITHSCORES")[2]
  local leftMs = -1
  if nextDue then leftMs = math.max(0, tonumber(nextDue) - nowMs) end
  local scan = redis.call("HSCAN", base .. "armed", ARGV[1], "COUNT", 1000)
  local reply = entrance({scan[1], leftMs})
  for i = 1, #scan[2], 2 do
    local ageMs = nowMs - tonumber(string.sub(scan[2][i + 1], 1, 13))
    local jobId = string.sub(scan[2][i + 1], 1, 16) .. ":" .. scan[2][i]
    if ageMs >= tonumber(ARGV[2]) and redis.call("EXISTS", bull .. jobId) == 0 then
      reply[#reply + 1] = jobId
      reply[#reply + 1] = ""
    end
  end
  return reply
`;

/**
 * ARGV, for each line: key, bull job, run ("" as long as none is known), ids done, ids wanted at most, and how
 * the run goes on: `on`; `long`, giving way to other keys; `last`, handing out none; `end`, leaving what is left to
 * another bull job. Returns for each the run and ids, or one word, or `moved` and that bull job.
 */
const NEXT = `${COMMON}
  local struck = 0
  local function strike(line, key, done, isAgain)
    local ids = isAgain and redis.call("ZRANGE", line, 0, done - 1) or {}
    struck = struck + redis.call("ZREMRANGEBYRANK", line, 0, done - 1)
    for _, id in ipairs(ids) do
      if redis.call("SREM", base .. "again:" .. key, id) == 1 then
        redis.call("ZADD", line, redis.call("INCR", base .. "added"), id)
        struck = struck - 1
      end
    end
  end
  local function disarm(key, run)
    redis.call("HDEL", base .. "armed", key)
    redis.call("DEL", run)
    return {"end"}
  end
  local function next(key, jobId, owner, done, most, how)
    local armed, only = armedAs(key)
    if armed ~= string.sub(jobId, 1, 16) then return {"end"} end
    local line, run = base .. "line:" .. key, base .. "run:" .. key
    if only ~= "" then
      if done > 0 then
        struck = struck + 1
        redis.call("HDEL", bull .. jobId, "data")
        return disarm(key, run)
      end
      unfold(key, armed, only)
    end
    local state = redis.call("HMGET", run, "owner", "failures", "again")
    if owner == "" then
      if done > 0 and state[1] then return {"end"} end
      owner = stamp
    elseif state[1] ~= owner then
      return {"end"}
    end
    if done > 0 then
      strike(line, key, done, state[3])
      redis.call("HDEL", run, "failures", "troubles")
      state[2] = false
    end
    if redis.call("EXISTS", line) == 0 then return disarm(key, run) end
    if how == "end" then
      redis.call("HDEL", bull .. jobId, "data")
      redis.call("HSET", base .. "armed", key, stamp)
      redis.call("DEL", run)
      return {"moved", stamp .. ":" .. key}
    end
    local isOthersTurn = how == "long" and redis.call("EXISTS", bull .. "wait") == 1
    if how == "last" or isOthersTurn or redis.call("EXISTS", bull .. "meta-paused") == 1 then
      redis.call("HDEL", run, "handed")
      return {"later"}
    end
    if state[2] then most = 1 end
    local ids = redis.call("ZRANGE", line, 0, most - 1)
    redis.call("HSET", run, "owner", owner, "handed", redis.call("ZSCORE", line, ids[#ids]))
    table.insert(ids, 1, owner)
    return ids
  end
  local reply = {}
  for i = 1, #ARGV, 6 do
    local done, most = tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])
    reply[#reply + 1] = next(ARGV[i], ARGV[i + 1], ARGV[i + 2], done, most, ARGV[i + 5])
  end
  if struck ~= 0 then redis.call("DECRBY", base .. "waiting", struck) end
  return reply
`;

/** ARGV: key, bull job, run, `failures` or `troubles`. Returns how many that makes. */
const COUNT = `${COMMON}
  local key, run = ARGV[1], base .. "run:" .. ARGV[1]
  local owner = redis.call("HGET", run, "owner") or ""
  if armedAs(key) ~= string.sub(ARGV[2], 1, 16) or owner ~= ARGV[3] then return 1 end
  redis.call("HDEL", run, "handed")
  if ARGV[4] == "failures" then redis.call("HDEL", run, "troubles") end
  return redis.call("HINCRBY", run, ARGV[4], 1)
`;

/** ARGV: name, length of a period. Returns whether nobody took this period yet, and how long it still lasts. */
const TURN = `${COMMON}
  local everyMs = tonumber(ARGV[2])
  local number = math.floor(nowMs / everyMs)
  local period = ARGV[2] .. ":" .. string.format("%.0f", number)
  local leftMs = math.ceil((number + 1) * everyMs - nowMs)
  if redis.call("HGET", base .. "repeats", ARGV[1]) == period then return {0, leftMs} end
  redis.call("HSET", base .. "repeats", ARGV[1], period)
  return {1, leftMs}
`;

/** Returns ids in line, keys at work, ids delayed. */
const COUNTS = `
  return {
    tonumber(redis.call("GET", KEYS[1] .. "waiting") or "0"),
    redis.call("LLEN", KEYS[1] .. "jobs:active"),
    redis.call("ZCARD", KEYS[1] .. "later")
  }
`;

const SCRIPTS = { add: ADD, tick: TICK, next: NEXT, count: COUNT, turn: TURN, counts: COUNTS } as const;

/** Bull's name of the queue, of which the scripts read some keys. */
export const BULL_NAME = "jobs";

/** Runs one of the scripts. The reply is as the script's comment says. */
export type RunScript = (
  script: keyof typeof SCRIPTS,
  ...args: readonly (string | number)[]
) => Promise<unknown>;

/** @param prefix of all keys of the queue; a hash tag, so that they stay on one node of a cluster */
export function defineBullScripts(client: Redis, prefix: string): RunScript {
  for (const [name, lua] of Object.entries(SCRIPTS))
    client.defineCommand(commandOf(name), { numberOfKeys: 1, lua });
  return (script, ...args) => {
    const command: unknown = Reflect.get(client, commandOf(script));
    if (typeof command !== "function") throw new Error(`the script ${script} is not defined`);
    return command.call(client, `${prefix}:`, ...args);
  };
}

/** bull defines its own scripts on the same client. */
function commandOf(script: string): string {
  return `rapport_${script}`;
}
