<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>CategoryChips</name>
    <message>
        <source>收起</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>其他 {n} 类…</source>
        <translation>{n} more…</translation>
    </message>
</context>
<context>
    <name>CircularScreen</name>
    <message>
        <source>通报尚未完成</source>
        <translation>Circular: not built yet</translation>
    </message>
    <message>
        <source>这里将按参考通报的结构生成正文、表格和附件,每个数字都能点回它所统计的问题与截图。目前各网站的得分与逐分来历见“评分”。</source>
        <translation>The circular will be generated here – text, tables and annexes – with every figure leading back to the findings and screenshots it counts. For now, scores and their traces are under “Scores”.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>输入名称、网址、问题或命令</source>
        <translation>Type a name, address, finding or command</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>搜索结果</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>没有匹配的对象、问题或命令</source>
        <translation>No target, finding or command matches</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Finding</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>上次巡检没有完成:{done} / {total} 个对象已完成。到“巡检”按空格即从断点继续。</source>
        <translation>The last patrol was cut short: {done} of {total} targets are done. Press Space on “Patrol” to go on from there.</translation>
    </message>
    <message>
        <source>打开存档</source>
        <translation>Open archive</translation>
    </message>
    <message>
        <source>新建存档</source>
        <translation>New archive</translation>
    </message>
    <message>
        <source>网站检查</source>
        <translation>website-inspection</translation>
    </message>
    <message>
        <source>程序出现了意外错误</source>
        <translation>The program ran into a bug</translation>
    </message>
    <message>
        <source>已完成的抓取、判定和标注都已保存。错误报告已写入 {path},请把它交给维护人员。</source>
        <translation>All captures, decisions and annotations are saved. A report was written to {path}; please hand it to your maintainer.</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>备注(写入整改通知)</source>
        <translation>Note (goes into the notice)</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>随下一个决定一起保存;按 Enter 回到问题列表</source>
        <translation>Saved with the next decision; Enter returns to the list</translation>
    </message>
    <message>
        <source>判定记录</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>确认问题</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>排除</source>
        <translation>Dismiss</translation>
    </message>
    <message>
        <source>待定</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>没有要判定的问题</source>
        <translation>Nothing to decide</translation>
    </message>
    <message>
        <source>自动检查没有提出问题,或还没有运行。左侧“未检查”列出须人工核查的指标;按 A 新增问题。</source>
        <translation>The automatic checks raised nothing, or have not run yet. “Unchecked” on the left lists the indicators a person must judge; A adds a finding.</translation>
    </message>
    <message>
        <source>请先在左侧选择一个问题</source>
        <translation>Select a finding on the left first</translation>
    </message>
    <message>
        <source>位置 {n} / {total}</source>
        <translation>Place {n} of {total}</translation>
    </message>
    <message>
        <source>网址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>抓取</source>
        <translation>Captured</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attached</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>{digest}
已读取并核对 {n} / {of} 段截图</source>
        <translation>{digest}
{n} of {of} strips read and verified</translation>
    </message>
    <message>
        <source>置信 {n}</source>
        <translation>confidence {n}</translation>
    </message>
    <message>
        <source>规则:{text}{points}</source>
        <translation>Rule: {text} {points}</translation>
    </message>
    <message>
        <source>由 {check} v{version} 提出</source>
        <translation>Raised by {check} v{version}</translation>
    </message>
    <message>
        <source>由人工添加</source>
        <translation>Added by a person</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>问题类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>得分影响</source>
        <translation>Effect on the score</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
</context>
<context>
    <name>EffectRows</name>
    <message>
        <source>当前</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>确认本条</source>
        <translation>If confirmed</translation>
    </message>
    <message>
        <source>全部疑似成立</source>
        <translation>If all hold</translation>
    </message>
</context>
<context>
    <name>EventList</name>
    <message>
        <source>事件</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>巡检开始后,每一页、每次链接测试和检查都会列在这里。</source>
        <translation>Once the patrol runs, every page, link test and check is listed here.</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>快照列表</source>
        <extracomment>Size of one picture in logical pixels.</extracomment>
        <translation>Captures</translation>
    </message>
</context>
<context>
    <name>FindingDialog</name>
    <message>
        <source>新增问题</source>
        <translation>Add finding</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>输入指标编号或规则中的词</source>
        <translation>Indicator number or words of the rule</translation>
    </message>
    <message>
        <source>问题是什么,例如:“办事指南”中联系电话为空号</source>
        <translation>What is wrong, for example: the telephone number of the guide is dead</translation>
    </message>
    <message>
        <source>问题说明</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>请选择规则并写明问题</source>
        <translation>Choose a rule and say what is wrong</translation>
    </message>
    <message>
        <source>位置:画面上选中的标注</source>
        <translation>Place: the selected annotation</translation>
    </message>
    <message>
        <source>位置:整页。若要指明位置,请先画一个矩形并选中它。</source>
        <translation>Place: the whole page. To point at a place, draw a rectangle and select it first.</translation>
    </message>
    <message>
        <source>新增并确认</source>
        <translation>Add as confirmed</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>检查对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>列出没有自动检查结论的指标;选中一项即可看到原因。未检查不等于通过。</source>
        <translation>Lists the indicators no check has judged; select one to see why. Not checked is not passed.</translation>
    </message>
    <message>
        <source>问题列表</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>疑似 {n}</source>
        <translation>{n} suspected</translation>
    </message>
    <message>
        <source>{n} 页快照</source>
        <translation>{n} captures</translation>
    </message>
    <message>
        <source>未检查 {n} 项 · 查看原因</source>
        <translation>{n} unchecked · why</translation>
    </message>
</context>
<context>
    <name>IndicatorPanel</name>
    <message>
        <source>新增问题</source>
        <translation>Add a finding</translation>
    </message>
    <message>
        <source>把人工发现的问题记到这项指标</source>
        <translation>Record what you found yourself under this indicator</translation>
    </message>
    <message>
        <source>全部 {n} 条细则都有结论。</source>
        <translation>All {n} rules have been judged.</translation>
    </message>
    <message>
        <source>{of} 条细则中 {n} 条没有结论。未检查不等于通过:得分区间按两种可能计算。</source>
        <translation>{n} of {of} rules have not been judged. Not checked is not passed: the score range allows for both.</translation>
    </message>
    <message>
        <source>没有能判断本条的自动检查项,须人工核查。</source>
        <translation>No automatic check can judge this rule; a person must.</translation>
    </message>
    <message>
        <source>自动检查没有得出结论,须人工核查。</source>
        <translation>The automatic checks came to no conclusion; a person must judge.</translation>
    </message>
    <message>
        <source>未发现问题</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>须人工判断</source>
        <translation>Needs a person</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>检查项出错</source>
        <translation>Check failed</translation>
    </message>
    <message>
        <source>{outcome}:{text}({check})</source>
        <translation>{outcome}: {text} ({check})</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>疑似</source>
        <translation>Suspected</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>已排除</source>
        <translation>Dismissed</translation>
    </message>
    <message>
        <source>待定</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>未检查</source>
        <translation>Unchecked</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>排队</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>巡检中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>已中断</source>
        <translation>Cut short</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>失败</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>未巡检</source>
        <translation>Not patrolled</translation>
    </message>
    <message>
        <source>等待开始</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>抓取栏目</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>抓取文章</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>测试链接</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>自动检查</source>
        <translation>Automatic checks</translation>
    </message>
    <message>
        <source>检查完成</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>未能完成</source>
        <translation>Not completed</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Qualified</translation>
    </message>
    <message>
        <source>不合格</source>
        <translation>Unqualified</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>Undecided</translation>
    </message>
    <message>
        <source>政府门户</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>部门网站</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>专项网站</source>
        <translation>Special site</translation>
    </message>
    <message>
        <source>微博</source>
        <translation>Weibo</translation>
    </message>
    <message>
        <source>微信</source>
        <translation>WeChat</translation>
    </message>
    <message>
        <source>移动客户端</source>
        <translation>App</translation>
    </message>
    <message>
        <source>其他新媒体</source>
        <translation>Other media</translation>
    </message>
    <message>
        <source>首页</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>栏目</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>文章</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>其他页面</source>
        <translation>Other page</translation>
    </message>
    <message>
        <source>完整抓取</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>部分抓取</source>
        <translation>Partial</translation>
    </message>
    <message>
        <source>关闭脚本后抓取</source>
        <translation>Captured without scripts</translation>
    </message>
    <message>
        <source>不是网页</source>
        <translation>Not a page</translation>
    </message>
    <message>
        <source>网络错误</source>
        <translation>Network error</translation>
    </message>
    <message>
        <source>证书或加密错误</source>
        <translation>Certificate or encryption error</translation>
    </message>
    <message>
        <source>循环跳转</source>
        <translation>Redirect loop</translation>
    </message>
    <message>
        <source>超时无响应</source>
        <translation>No answer in time</translation>
    </message>
    <message>
        <source>页面使浏览器崩溃</source>
        <translation>The page crashed the browser</translation>
    </message>
    <message>
        <source>不予打开的地址</source>
        <translation>Address not opened</translation>
    </message>
    <message>
        <source>可判定</source>
        <translation>Fit</translation>
    </message>
    <message>
        <source>空白页</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>未加载完</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>验证页</source>
        <translation>Challenge</translation>
    </message>
    <message>
        <source>错误页</source>
        <translation>Error page</translation>
    </message>
    <message>
        <source>图文不符</source>
        <translation>Mismatch</translation>
    </message>
    <message>
        <source>无画面</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>快照</source>
        <translation>Capture</translation>
    </message>
    <message>
        <source>不可判定</source>
        <translation>Unfit</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>检查</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>错误</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>截图</source>
        <translation>screenshot</translation>
    </message>
    <message>
        <source>缩略图</source>
        <translation>overview</translation>
    </message>
    <message>
        <source>版面</source>
        <translation>layout</translation>
    </message>
    <message>
        <source>响应原文</source>
        <translation>response</translation>
    </message>
    <message>
        <source>抓取事实</source>
        <translation>facts</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>file</translation>
    </message>
    <message>
        <source>被改动</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>缺失</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>多出</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>证据链断裂</source>
        <translation>Custody chain broken</translation>
    </message>
    <message>
        <source>签名不符</source>
        <translation>Signature does not fit</translation>
    </message>
    <message>
        <source>结构错误</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>确认问题</source>
        <translation>Confirm finding</translation>
    </message>
    <message>
        <source>排除问题</source>
        <translation>Dismiss finding</translation>
    </message>
    <message>
        <source>列为待定</source>
        <translation>Leave pending</translation>
    </message>
    <message>
        <source>恢复疑似</source>
        <translation>Back to suspected</translation>
    </message>
    <message>
        <source>绘制标注</source>
        <translation>Draw annotation</translation>
    </message>
    <message>
        <source>修改标注</source>
        <translation>Change annotation</translation>
    </message>
    <message>
        <source>删除标注</source>
        <translation>Remove annotation</translation>
    </message>
    <message>
        <source>否决</source>
        <translation>Veto</translation>
    </message>
    <message>
        <source>单项否决</source>
        <translation>Veto</translation>
    </message>
    <message>
        <source>单项否决-政府网站</source>
        <translation>Veto – websites</translation>
    </message>
    <message>
        <source>单项否决-政务新媒体</source>
        <translation>Veto – new media</translation>
    </message>
    <message>
        <source>发布解读</source>
        <translation>Publication</translation>
    </message>
    <message>
        <source>办事服务</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>互动交流</source>
        <translation>Interaction</translation>
    </message>
    <message>
        <source>功能设计</source>
        <translation>Function</translation>
    </message>
    <message>
        <source>信息发布</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>创新发展</source>
        <translation>Innovation</translation>
    </message>
    <message>
        <source>不到 1 分钟</source>
        <translation>less than 1 min</translation>
    </message>
    <message>
        <source>{m} 分钟</source>
        <translation>{m} min</translation>
    </message>
    <message>
        <source>{h} 小时 {m} 分</source>
        <translation>{h} h {m} min</translation>
    </message>
    <message>
        <source>{d} 天 {h} 小时</source>
        <translation>{d} d {h} h</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>政务网站巡检工作站</source>
        <translation>Government Website Inspector</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>已重做</source>
        <translation>Redone</translation>
    </message>
    <message>
        <source>转到{name}</source>
        <translation>Go to {name}</translation>
    </message>
    <message>
        <source>搜索对象、问题、命令</source>
        <translation>Search targets, findings, commands</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>新建检查批次…</source>
        <translation>New round…</translation>
    </message>
    <message>
        <source>打开存档…</source>
        <translation>Open archive…</translation>
    </message>
    <message>
        <source>新建存档…</source>
        <translation>New archive…</translation>
    </message>
    <message>
        <source>{archive} — 政务网站巡检工作站</source>
        <translation>{archive} — Government Website Inspector</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>语言 Language</source>
        <translation>语言 Language</translation>
    </message>
</context>
<context>
    <name>MessageDialog</name>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>OverviewScreen</name>
    <message>
        <source>检查对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>快照页</source>
        <translation>Pages captured</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>概览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>巡检完成 {n}</source>
        <translation>{n} patrolled</translation>
    </message>
    <message>
        <source>每页一次抓取,永久留证</source>
        <translation>captured once, kept as evidence</translation>
    </message>
    <message>
        <source>待判定 {n}</source>
        <translation>{n} open</translation>
    </message>
    <message>
        <source>已确认 {confirmed} · 已排除 {dismissed}</source>
        <translation>{confirmed} confirmed · {dismissed} dismissed</translation>
    </message>
    <message>
        <source>合格 {n}</source>
        <translation>{n} qualified</translation>
    </message>
    <message>
        <source>不合格 {bad} · 未定 {open}</source>
        <translation>{bad} unqualified · {open} undecided</translation>
    </message>
    <message>
        <source>下一步:导入网站名册</source>
        <translation>Next: import the website register</translation>
    </message>
    <message>
        <source>csv 或 xlsx,至少含网站名称和首页网址。</source>
        <translation>csv or xlsx, with at least name and home page address.</translation>
    </message>
    <message>
        <source>去导入</source>
        <translation>Go to import</translation>
    </message>
    <message>
        <source>下一步:完成巡检</source>
        <translation>Next: finish the patrol</translation>
    </message>
    <message>
        <source>程序逐页抓取并自动检查;可随时暂停,重启后从断点继续。</source>
        <translation>Pages are captured one by one and checked automatically. Pause any time; a restart continues where it stopped.</translation>
    </message>
    <message>
        <source>去巡检</source>
        <translation>Go to patrol</translation>
    </message>
    <message>
        <source>下一步:判定疑似问题</source>
        <translation>Next: decide the suspicions</translation>
    </message>
    <message>
        <source>逐条查看机器疑似问题:Enter 确认,X 排除,P 待定。</source>
        <translation>Look at each suspicion: Enter confirms, X dismisses, P leaves it pending.</translation>
    </message>
    <message>
        <source>去审核</source>
        <translation>Go to review</translation>
    </message>
    <message>
        <source>下一步:交付证据包</source>
        <translation>Next: hand over the package</translation>
    </message>
    <message>
        <source>全部疑似问题已判定。导出可离线校验的证据包。</source>
        <translation>All suspicions are decided. Export a package that can be verified offline.</translation>
    </message>
    <message>
        <source>去导出</source>
        <translation>Go to export</translation>
    </message>
</context>
<context>
    <name>PackageChoice</name>
    <message>
        <source>放入证据包的对象</source>
        <translation>Targets that go into the package</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>All</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>None</translation>
    </message>
    <message>
        <source>还没有可以导出的对象</source>
        <translation>Nothing to export yet</translation>
    </message>
    <message>
        <source>先在“对象”中导入网站名册并完成巡检,再到这里导出证据包。</source>
        <translation>Import a register under “Targets” and finish a patrol; then export the package here.</translation>
    </message>
    <message>
        <source>{n} 个对象 · {pages} 个快照 · {findings} 个问题 · 约 {size}</source>
        <translation>{n} targets · {pages} captures · {findings} findings · about {size}</translation>
    </message>
    <message>
        <source>快照</source>
        <translation>Captures</translation>
    </message>
    <message>
        <source>没有选中对象</source>
        <translation>No target is ticked</translation>
    </message>
    <message>
        <source>已全部选中</source>
        <translation>All are ticked already</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>已判定 / 问题</source>
        <translation>Decided / findings</translation>
    </message>
    <message>
        <source>大小约</source>
        <translation>Size, about</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>包内有:截图与网页原件、问题与判定、逐分评分表、链接测试、证据链与签名、检查项源码、离线浏览页面。</source>
        <translation>Inside: screenshots and original pages, findings and decisions, score cards point by point, link tests, the custody log with its signatures, the source of the checks, an offline viewer.</translation>
    </message>
    <message>
        <source>任何浏览器都能打开,无需安装;任何人都能独立校验。</source>
        <translation>It opens in any browser with nothing installed, and anybody can verify it.</translation>
    </message>
</context>
<context>
    <name>PackageResult</name>
    <message>
        <source>最近导出</source>
        <translation>Last export</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>复制摘要</source>
        <translation>Copy digest</translation>
    </message>
    <message>
        <source>把 SHA-256 摘要随证据包一起交给对方,对方即可核对</source>
        <translation>Pass the SHA-256 digest on with the package, so that the receiver can compare</translation>
    </message>
    <message>
        <source>校验这个包</source>
        <translation>Verify it</translation>
    </message>
    <message>
        <source>还没有导出。导出后这里给出文件位置、大小和摘要。</source>
        <translation>Nothing exported yet. Afterwards the file&apos;s place, size and digest are here.</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>{size} · {files} 个文件</source>
        <translation>{size} · {files} files</translation>
    </message>
</context>
<context>
    <name>PackagesScreen</name>
    <message>
        <source>导出证据包…</source>
        <translation>Export package…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>校验证据包…</source>
        <translation>Verify a package…</translation>
    </message>
    <message>
        <source>校验本存档</source>
        <translation>Verify this archive</translation>
    </message>
    <message>
        <source>正在写入…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>已取消,没有留下文件</source>
        <translation>Cancelled; no file was left</translation>
    </message>
    <message>
        <source>证据包已写好</source>
        <translation>The package is written</translation>
    </message>
    <message>
        <source>正在校验 {name}…</source>
        <translation>Verifying {name}…</translation>
    </message>
    <message>
        <source>导出证据包</source>
        <translation>Export package</translation>
    </message>
    <message>
        <source>证据包 (*.zip)</source>
        <translation>Package (*.zip)</translation>
    </message>
    <message>
        <source>校验证据包</source>
        <translation>Verify a package</translation>
    </message>
    <message>
        <source>正在进行,请稍候</source>
        <translation>Under way, please wait</translation>
    </message>
    <message>
        <source>请先导入并勾选至少一个对象</source>
        <translation>Import and tick at least one target first</translation>
    </message>
    <message>
        <source>校验</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>证据包</source>
        <translation>Packages</translation>
    </message>
</context>
<context>
    <name>PageTile</name>
    <message>
        <source>最近抓取的页面</source>
        <extracomment>How many pages are shown, in two columns.</extracomment>
        <translation>Page captured last</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>快照画面</source>
        <extracomment>Factor per unit of the wheel&apos;s angle: one notch (120 units) is about 20 %.</extracomment>
        <translation>Capture</translation>
    </message>
</context>
<context>
    <name>PatrolControl</name>
    <message>
        <source>巡检进程意外结束(代码 {code})。已完成的页面都已保存,可再次开始以继续。</source>
        <extracomment>Screens are told of progress at most this often: one page a second and more would keep them reading all the time. Events kept for the list.</extracomment>
        <translation>The patrol ended unexpectedly (code {code}). Finished pages are saved; start again to continue.</translation>
    </message>
    <message>
        <source>巡检已结束</source>
        <translation>The patrol has ended</translation>
    </message>
</context>
<context>
    <name>PatrolEvents</name>
    <message>
        <source>{page} 快照 {size} 已入库</source>
        <translation>{page} captured {size}</translation>
    </message>
    <message>
        <source>{what},稍后复测</source>
        <translation>{what} – tested again later</translation>
    </message>
    <message>
        <source>{n} 个链接打不开,{m} 分钟后复测</source>
        <translation>{n} links do not open, tested again in {m} minutes</translation>
    </message>
    <message>
        <source>复测 {n} 个链接,仍打不开 {m} 个</source>
        <translation>{n} links tested again, {m} still do not open</translation>
    </message>
    <message>
        <source>自动检查完成,新增疑似问题 {n} 个</source>
        <translation>Automatic checks done, {n} new suspicions</translation>
    </message>
    <message>
        <source>检查项出错 {what}</source>
        <translation>Check failed: {what}</translation>
    </message>
    <message>
        <source>巡检进程意外结束,已重新启动,从中断处继续</source>
        <translation>The patrol process ended unexpectedly; it was started again and goes on from there</translation>
    </message>
</context>
<context>
    <name>PatrolScreen</name>
    <message>
        <source>开始巡检</source>
        <extracomment>Events that leave a trace in the archive, from where they are read when the screen is first shown.</extracomment>
        <translation>Start patrol</translation>
    </message>
    <message>
        <source>总进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>速度</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>自动检查</source>
        <translation>Automatic checks</translation>
    </message>
    <message>
        <source>存储</source>
        <translation>Storage</translation>
    </message>
    <message>
        <source>各对象的进度</source>
        <translation>Progress by target</translation>
    </message>
    <message>
        <source>没有可巡检的对象</source>
        <translation>Nothing to patrol</translation>
    </message>
    <message>
        <source>先导入网站名册;之后在这里开始巡检,随时可以暂停,关机也不会丢失已完成的页面。</source>
        <translation>Import a website register first, then start the patrol here. Pause any time; finished pages survive a shutdown.</translation>
    </message>
    <message>
        <source>去导入名册</source>
        <translation>Go to import</translation>
    </message>
    <message>
        <source>开始、暂停或继续巡检</source>
        <translation>Start, pause or resume the patrol</translation>
    </message>
    <message>
        <source>正在抓取</source>
        <translation>Capturing</translation>
    </message>
    <message>
        <source>最近抓取</source>
        <translation>Captured last</translation>
    </message>
    <message>
        <source>{done} / {total} 页</source>
        <translation>{done} / {total} pages</translation>
    </message>
    <message>
        <source>{n} 页/分</source>
        <translation>{n} pages/min</translation>
    </message>
    <message>
        <source>预计剩余 {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>未在巡检</source>
        <translation>not running</translation>
    </message>
    <message>
        <source>疑似 {n}</source>
        <translation>{n} suspected</translation>
    </message>
    <message>
        <source>否决类 {veto} · 需人工 {human}</source>
        <translation>{veto} veto · {human} need a person</translation>
    </message>
    <message>
        <source>磁盘剩余 {size}</source>
        <translation>{size} free</translation>
    </message>
    <message>
        <source>{n} 个对象</source>
        <translation>{n} targets</translation>
    </message>
    <message>
        <source>完成 {n}</source>
        <translation>{n} done</translation>
    </message>
    <message>
        <source>继续巡检</source>
        <translation>Continue patrol</translation>
    </message>
    <message>
        <source>巡检已完成</source>
        <translation>Patrol done</translation>
    </message>
    <message>
        <source>正在启动</source>
        <translation>Starting</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>正在结束</source>
        <translation>Ending</translation>
    </message>
    <message>
        <source>没有可巡检的对象,请先导入名册</source>
        <translation>Nothing to patrol; import a register first</translation>
    </message>
    <message>
        <source>请稍候</source>
        <translation>Please wait</translation>
    </message>
    <message>
        <source>本批次的对象都已巡检;新导入的对象会接着巡检,复查请新建批次</source>
        <translation>All targets are done; newly imported ones can follow, a new round looks again</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>页</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>疑似</source>
        <translation>Susp.</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>巡检</source>
        <translation>Patrol</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Events</translation>
    </message>
</context>
<context>
    <name>PicturePane</name>
    <message>
        <source>这个对象还没有快照</source>
        <translation>No captures of this target yet</translation>
    </message>
    <message>
        <source>到“巡检”开始巡检;完成的页面会立即出现在下方的胶片里。</source>
        <translation>Start the patrol; finished pages appear on the filmstrip below at once.</translation>
    </message>
    <message>
        <source>{reason}
{url}
这次访问没有画面;响应与事实已作为证据保存,见右侧“证据”。</source>
        <translation>{reason}
{url}
This visit has no picture; response and facts are kept as evidence, see “Evidence” on the right.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>导航</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>概览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>巡检</source>
        <translation>Patrol</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>评分</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>整改</source>
        <translation>Rectify</translation>
    </message>
    <message>
        <source>通报</source>
        <translation>Circular</translation>
    </message>
    <message>
        <source>证据包</source>
        <translation>Packages</translation>
    </message>
</context>
<context>
    <name>RectificationScreen</name>
    <message>
        <source>整改尚未完成</source>
        <translation>Rectification: not built yet</translation>
    </message>
    <message>
        <source>这里将为每个单位生成整改通知(含标注截图与期限),记录回复,复查前后对比,并销号或上报。目前可先在“审核”中确认问题,并用“证据包”交付。</source>
        <translation>Notices per unit with annotated screenshots and deadlines, replies, before/after comparison and closure will be here. For now, confirm findings under “Review” and hand them over with “Packages”.</translation>
    </message>
</context>
<context>
    <name>ReviewList</name>
    <message>
        <source>{n} 处</source>
        <extracomment>Which state speaks for an indicator: what is still to be decided first.</extracomment>
        <translation>{n} places</translation>
    </message>
    <message>
        <source>在 {n} 处看到,按 [ 和 ] 逐处查看</source>
        <translation>Seen in {n} places; [ and ] go from one to the next</translation>
    </message>
    <message>
        <source>现扣 {now} 分,疑似与待定全部成立则 {all} 分(已计封顶与同一原因)</source>
        <translation>{now} points now, {all} if all that is suspected or pending holds (caps and shared causes included)</translation>
    </message>
    <message>
        <source>未检查 {n}/{of}</source>
        <translation>Unchecked {n}/{of}</translation>
    </message>
    <message>
        <source>{of} 条细则中 {n} 条未检查</source>
        <translation>{n} of {of} rules unchecked</translation>
    </message>
    <message>
        <source>{arrow} 未检查的指标 · {n}</source>
        <translation>{arrow} Unchecked indicators · {n}</translation>
    </message>
    <message>
        <source>未检查 {n} 项</source>
        <translation>{n} unchecked</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>还没有可审核的对象</source>
        <translation>Nothing to review yet</translation>
    </message>
    <message>
        <source>先在“对象”中导入网站名册,再到“巡检”开始巡检;自动检查发现的疑似问题会列在这里。</source>
        <translation>Import a website register under “Targets”, then start the patrol; what the automatic checks suspect is listed here.</translation>
    </message>
    <message>
        <source>去导入名册</source>
        <translation>Go to import</translation>
    </message>
    <message>
        <source>这个对象的疑似问题已全部判定</source>
        <translation>All suspicions of this target are decided</translation>
    </message>
    <message>
        <source>确认问题</source>
        <translation>Confirm finding</translation>
    </message>
    <message>
        <source>排除问题</source>
        <translation>Dismiss finding</translation>
    </message>
    <message>
        <source>列为待定</source>
        <translation>Leave pending</translation>
    </message>
    <message>
        <source>下一个问题</source>
        <translation>Next finding</translation>
    </message>
    <message>
        <source>上一个问题</source>
        <translation>Previous finding</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next place</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous place</translation>
    </message>
    <message>
        <source>下一个对象</source>
        <translation>Next target</translation>
    </message>
    <message>
        <source>上一个对象</source>
        <translation>Previous target</translation>
    </message>
    <message>
        <source>查看未检查的指标</source>
        <translation>Show unchecked indicators</translation>
    </message>
    <message>
        <source>选择工具</source>
        <translation>Select tool</translation>
    </message>
    <message>
        <source>矩形工具</source>
        <translation>Rectangle tool</translation>
    </message>
    <message>
        <source>吸附元素</source>
        <translation>Snap</translation>
    </message>
    <message>
        <source>新增问题…</source>
        <translation>Add finding…</translation>
    </message>
    <message>
        <source>写备注</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>实际大小</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
</context>
<context>
    <name>RoundDialog</name>
    <message>
        <source>新建检查批次</source>
        <translation>New round</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>监测时间点</source>
        <translation>Monitoring point</translation>
    </message>
    <message>
        <source>新建</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>所有时限都从监测时间点往前数;指标集在新建时随批次固定下来。</source>
        <translation>All periods count back from the monitoring point; the indicator set is fixed when the round is created.</translation>
    </message>
</context>
<context>
    <name>ScoreCardPanel</name>
    <message>
        <source>评分表</source>
        <translation>Score card</translation>
    </message>
    <message>
        <source>点指标或蓝色的行:规则 → 问题 → 标注 → 截图 → 摘要校验</source>
        <translation>Indicators and blue lines lead to: rule → finding → annotation → screenshot → digest</translation>
    </message>
    <message>
        <source>扣分制 {deduct}</source>
        <translation>Deduction {deduct}</translation>
    </message>
    <message>
        <source>加分 {bonus}</source>
        <translation>Bonus {bonus}</translation>
    </message>
    <message>
        <source>区间 {low}–{high}</source>
        <translation>Range {low}–{high}</translation>
    </message>
    <message>
        <source>未检查 {n} 项</source>
        <translation>{n} unchecked</translation>
    </message>
    <message>
        <source>无未检查项</source>
        <translation>nothing unchecked</translation>
    </message>
</context>
<context>
    <name>ScoreTree</name>
    <message>
        <source>未检查 {n}</source>
        <translation>{n} unchecked</translation>
    </message>
    <message>
        <source>单项否决</source>
        <translation>Veto</translation>
    </message>
    <message>
        <source>可能否决:{rules} 有待确认的问题</source>
        <translation>Possible veto: open findings under {rules}</translation>
    </message>
    <message>
        <source>{n} 条否决细则尚未检查</source>
        <translation>{n} veto rules not checked yet</translation>
    </message>
    <message>
        <source>加分 · {name}</source>
        <translation>Bonus · {name}</translation>
    </message>
</context>
<context>
    <name>ScoresScreen</name>
    <message>
        <source>门户平均(满分 130)</source>
        <translation>Portals, mean of 130</translation>
    </message>
    <message>
        <source>部门平均(满分 100)</source>
        <translation>Departments, mean of 100</translation>
    </message>
    <message>
        <source>不合格网站</source>
        <translation>Unqualified sites</translation>
    </message>
    <message>
        <source>尚未判定</source>
        <translation>Undecided</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>还没有可评分的对象</source>
        <translation>Nothing to score yet</translation>
    </message>
    <message>
        <source>导入名册并完成巡检后,这里给出每个网站的得分、区间和逐分来历。</source>
        <translation>After import and patrol, each site’s score, range and the origin of every point are shown here.</translation>
    </message>
    <message>
        <source>去导入名册</source>
        <translation>Go to import</translation>
    </message>
    <message>
        <source>{n} 个网站有得分</source>
        <translation>{n} sites scored</translation>
    </message>
    <message>
        <source>否决或低于 60 分</source>
        <translation>vetoed or below 60</translation>
    </message>
    <message>
        <source>疑似 {n} 项</source>
        <translation>{n} suspected</translation>
    </message>
    <message>
        <source>未检查 {n} 项;区间随判定收窄</source>
        <translation>{n} unchecked; ranges narrow with decisions</translation>
    </message>
    <message>
        <source>网站</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>扣分后</source>
        <translation>Deduct</translation>
    </message>
    <message>
        <source>加分</source>
        <translation>Bonus</translation>
    </message>
    <message>
        <source>区间</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>疑似</source>
        <translation>Susp.</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Verdict</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>存档已落盘 {size}</source>
        <translation>Archive saved {size}</translation>
    </message>
    <message>
        <source>证据链 {n} 条</source>
        <translation>{n} custody entries</translation>
    </message>
    <message>
        <source>磁盘剩余 {size}</source>
        <translation>{size} free</translation>
    </message>
    <message>
        <source>检查员 {name}</source>
        <translation>Inspector {name}</translation>
    </message>
    <message>
        <source>巡检正在启动</source>
        <translation>Patrol starting</translation>
    </message>
    <message>
        <source>巡检进行中</source>
        <translation>Patrol running</translation>
    </message>
    <message>
        <source>巡检已暂停</source>
        <translation>Patrol paused</translation>
    </message>
    <message>
        <source>巡检正在结束</source>
        <translation>Patrol ending</translation>
    </message>
</context>
<context>
    <name>TargetsScreen</name>
    <message>
        <source>检查对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>筛选:名称、单位、网址、标识码…</source>
        <translation>Filter: name, unit, address, code…</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>导入名册</source>
        <translation>Import register</translation>
    </message>
    <message>
        <source>csv 或 xlsx;至少含网站名称与首页网址两列</source>
        <translation>csv or xlsx with at least the columns site name and home page address</translation>
    </message>
    <message>
        <source>还没有检查对象</source>
        <translation>No targets yet</translation>
    </message>
    <message>
        <source>导入网站名册(csv 或 xlsx),至少含“网站名称”和“首页网址”两列。导入后即可开始巡检。</source>
        <translation>Import a website register (csv or xlsx) with at least the columns 网站名称 and 首页网址; then the patrol can start.</translation>
    </message>
    <message>
        <source>还没有检查批次</source>
        <translation>No round yet</translation>
    </message>
    <message>
        <source>批次规定监测时间点和指标集,例如“2021Q2,2021-06-30”。新建批次后再导入名册。</source>
        <translation>A round fixes the monitoring point and the indicator set, for example 2021Q2, 2021-06-30. Create one, then import the register.</translation>
    </message>
    <message>
        <source>新建检查批次…</source>
        <translation>New round…</translation>
    </message>
    <message>
        <source>没有符合筛选条件的对象</source>
        <translation>No target matches the filter</translation>
    </message>
    <message>
        <source>换一个词,或清空筛选框。</source>
        <translation>Try another word, or clear the filter.</translation>
    </message>
    <message>
        <source>清空筛选</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>导入网站名册…</source>
        <translation>Import website register…</translation>
    </message>
    <message>
        <source>筛选检查对象</source>
        <translation>Filter targets</translation>
    </message>
    <message>
        <source>请先新建检查批次</source>
        <translation>Create a round first</translation>
    </message>
    <message>
        <source>导入网站名册</source>
        <translation>Import website register</translation>
    </message>
    <message>
        <source>名册 (*.csv *.xlsx)</source>
        <translation>Register (*.csv *.xlsx)</translation>
    </message>
    <message>
        <source>导入结果</source>
        <translation>Result of the import</translation>
    </message>
    <message>
        <source>新增 {added},更新 {changed},未变 {unchanged}</source>
        <translation>{added} added, {changed} updated, {unchanged} unchanged</translation>
    </message>
    <message>
        <source>;{n} 行未导入,原因如下</source>
        <translation>; {n} rows refused for these reasons</translation>
    </message>
    <message>
        <source>{shown} / {total} 个对象</source>
        <translation>{shown} of {total} targets</translation>
    </message>
    <message>
        <source>{total} 个对象</source>
        <translation>{total} targets</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>主办单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>所属区</source>
        <translation>District</translation>
    </message>
    <message>
        <source>标识码</source>
        <translation>Site code</translation>
    </message>
    <message>
        <source>页</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>疑似</source>
        <translation>Susp.</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Conf.</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>选择</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>矩形</source>
        <translation>Rectangle</translation>
    </message>
    <message>
        <source>吸附</source>
        <translation>Snap</translation>
    </message>
    <message>
        <source>单击即框住指针下的页面元素;拖动仍可自由画框</source>
        <translation>A click takes the element under the pointer; pulling still draws freely</translation>
    </message>
    <message>
        <source>新增问题</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>把机器没有发现的问题记到当前画面;先选中一个矩形即可指明位置</source>
        <translation>Record what no machine saw on this capture; select a rectangle first to point at the place</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit</translation>
    </message>
    <message>
        <source>缩放比例;单击回到实际大小(Ctrl+1)</source>
        <translation>Zoom; a click returns to actual size (Ctrl+1)</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>检查批次</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>搜索对象、问题、命令…</source>
        <translation>Search…</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>还没有检查批次</source>
        <translation>No round yet</translation>
    </message>
    <message>
        <source>监测时间点 {date}</source>
        <translation>Monitoring point {date}</translation>
    </message>
    <message>
        <source>指标 {document}</source>
        <translation>Indicators {document}</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>locked</translation>
    </message>
    <message>
        <source>没有可撤销的操作</source>
        <translation>Nothing to undo</translation>
    </message>
    <message>
        <source>没有可重做的操作</source>
        <translation>Nothing to redo</translation>
    </message>
</context>
<context>
    <name>VerifyResult</name>
    <message>
        <source>校验会重算每一份证据的摘要、整条证据链和签名,并指出第一处对不上的地方。</source>
        <translation>Verifying recomputes every digest, the whole custody chain and its signatures, and names what does not fit.</translation>
    </message>
    <message>
        <source>完好</source>
        <translation>Intact</translation>
    </message>
    <message>
        <source>有 {n} 处问题</source>
        <translation>{n} problems</translation>
    </message>
    <message>
        <source>没有发现改动、缺失或多出的内容。</source>
        <translation>Nothing was changed, is missing or was added.</translation>
    </message>
    <message>
        <source>另有 {n} 处</source>
        <translation>{n} more</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>快照</source>
        <translation>Captures</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence items</translation>
    </message>
    <message>
        <source>证据链</source>
        <translation>Custody entries</translation>
    </message>
    <message>
        <source>证据链末条</source>
        <translation>Custody head</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>签名人</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>本工作站</source>
        <translation>this workstation</translation>
    </message>
    <message>
        <source>其他工作站</source>
        <translation>another workstation</translation>
    </message>
    <message>
        <source>未知签名人</source>
        <translation>unknown signer</translation>
    </message>
    <message>
        <source>未签名</source>
        <translation>not signed</translation>
    </message>
    <message>
        <source>无</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>WelcomeWindow</name>
    <message>
        <source>政务网站巡检工作站</source>
        <translation>Government Website Inspector</translation>
    </message>
    <message>
        <source>新建存档…</source>
        <translation>New archive…</translation>
    </message>
    <message>
        <source>打开存档…</source>
        <translation>Open archive…</translation>
    </message>
    <message>
        <source>一个存档保存一个地区各批次检查的全部证据。新建一个,或打开已有的 .inspection 文件夹。</source>
        <translation>An archive holds all evidence of all rounds of one jurisdiction. Create one, or open an existing .inspection folder.</translation>
    </message>
</context>
</TS>
