-- Sends the requests of a file in turn, each thread its own share of them, and says at the end what came of it as one line of JSON.
-- A line of the file: method, path, token, entity tag, cookie, body, parted by tabs; what is empty is left out.
local threads, mine, at, sent, run = 0, {}, 0, 0, ""

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  local step = tonumber(arguments[2])
  run = arguments[3]
  local pause = tonumber(arguments[4])
  if pause > 0 then
    function delay() return pause end
  end
  local line_number = 0
  for line in io.lines(arguments[1]) do
    if line_number % step == number then
      mine[#mine + 1] = line
    end
    line_number = line_number + 1
  end
  if #mine == 0 then
    mine = { io.lines(arguments[1])() }
  end
end

function request()
  at = at % #mine + 1
  sent = sent + 1
  local method, path, token, tag, cookie, body = mine[at]:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
  local headers = {}
  if token ~= "" then headers["Authorization"] = "Bearer " .. token end
  if tag ~= "" then headers["If-None-Match"] = tag end
  if cookie ~= "" then headers["Cookie"] = cookie end
  if method == "POST" then
    headers["Content-Type"] = "application/json"
    headers["Idempotency-Key"] = run .. "-" .. number .. "-" .. sent
  end
  return wrk.format(method, path, headers, body ~= "" and body or nil)
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%.3f,"failed":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, summary.duration / 1000000, failed, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
