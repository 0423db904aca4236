-- Opens a module in Neovim with `practicum lsp`, asks for everything an author asks for, and writes what came to a file.
local function try()
  local module = vim.env.PRACTICUM_MODULE
  vim.cmd('edit ' .. vim.fn.fnameescape(module))
  local buffer = vim.api.nvim_get_current_buf()
  local settings = { name = 'practicum', cmd = vim.json.decode(vim.env.PRACTICUM_LSP), root_dir = vim.fn.fnamemodify(module, ':h') }
  if vim.lsp.start then
    assert(vim.lsp.start(settings), 'the client did not start')
  else -- before 0.8
    vim.lsp.buf_attach_client(buffer, assert(vim.lsp.start_client(settings), 'the client did not start'))
  end

  local function wait(what, done)
    assert(vim.wait(20000, done, 20), 'waited in vain for ' .. what)
  end

  local function place(text, by)
    for line, found in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      local from = found:find(text, 1, true)
      if from then
        return { line = line - 1, character = from - 1 + by }
      end
    end
    error(text .. ' is not in the module')
  end

  local function ask(method, text, by, more)
    local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = place(text, by) }
    local answers = vim.lsp.buf_request_sync(buffer, method, vim.tbl_extend('force', params, more or {}), 20000)
    assert(answers, method .. ' was not answered')
    local _, answer = next(answers)
    assert(answer and answer.result, method .. ': ' .. vim.inspect(answer))
    return answer.result
  end

  wait('problems', function() return #vim.diagnostic.get(buffer) > 0 end)
  local report = { problem = vim.diagnostic.get(buffer)[1].message, completions = {} }
  for _, item in ipairs(ask('textDocument/completion', 'press = "bok"', 11)) do
    table.insert(report.completions, item.label)
  end
  report.hover = ask('textDocument/hover', 'do         =', 1).contents.value
  vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', '[objects.book]', 10, { newName = 'register' }), 'utf-16')
  report.renamed = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  local file = assert(io.open(vim.env.PRACTICUM_REPORT, 'w'))
  file:write(vim.json.encode(report))
  file:close()
end

local went_well, why = xpcall(try, debug.traceback)
if not went_well then
  io.stderr:write(tostring(why) .. '\n')
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
