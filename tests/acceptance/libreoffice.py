"""LibreOffice without a window: it opens a Word file, accepts or rejects all tracked changes, and saves it anew."""

import shutil

from work import Broken, call

ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Save(source As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  If command &lt;&gt; &quot;&quot; Then
    dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
    dispatcher.executeDispatch(document.CurrentController.Frame, command, &quot;&quot;, 0, Array())
  End If
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = &quot;FilterName&quot;
  form(0).Value = &quot;OpenDocument Text Flat XML&quot;
  document.storeToURL(target, form())
  document.close(True)
End Sub
</script:module>
"""


class LibreOffice:
    """One user's LibreOffice; two of them can work side by side."""

    def __init__(self, folder):
        self.folder = folder
        self.profile = folder / "profile"
        folder.mkdir(parents=True)
        # The first start lays out the profile, and would lay it over a macro that is there already.
        self._start("--terminate_after_init")
        basic = self.profile / "user" / "basic" / "Standard"
        if not basic.is_dir():
            raise Broken(f"LibreOffice laid out no profile in {self.profile}")
        (basic / "Module1.xba").write_text(MODULE, "utf-8")

    def save(self, source, command=""):
        """What it makes of a Word file, in its own format: what it holds in mind, not what it can write for Word."""
        # Its macros take no signs out of the ordinary.
        given = self.folder / "given.docx"
        made = self.folder / f"{source.stem}{command.rpartition(':')[2]}.fodt"
        shutil.copyfile(source, given)
        made.unlink(missing_ok=True)
        arguments = ",".join(f'"{one}"' for one in (given.as_uri(), command, made.as_uri()))
        self._start(f"macro:///Standard.Module1.Save({arguments})")
        if not made.is_file():
            raise Broken(f"LibreOffice did not save {source} after {command or 'opening it'}")
        return made

    def _start(self, what):
        """Starts it once more if it falls over: it does so now and then while it lays out its extensions, before it opens a file."""
        command = ("soffice", f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--norestore", what)
        try:
            call(*command, timeout=300)
        except Broken:
            call(*command, timeout=300)
