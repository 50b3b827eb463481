<?xml version="1.0" encoding="UTF-8"?>
<!-- Runs EPUBCheck over a list of files in one Java machine: its own command takes one file, and most of its time to
     start. Xalan lies beside it in Debian, as a part of one of its parts. A line for each file: its path, a tab, and
     what EPUBCheck returns; the messages go where EPUBCheck sends them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:check="xalan://com.adobe.epubcheck.api.EpubCheck" xmlns:file="xalan://java.io.File"
  xmlns:system="xalan://java.lang.System" exclude-result-prefixes="check file system">
  <xsl:output method="text" encoding="UTF-8" />
  <xsl:template match="/">
    <!-- Xalan was ordered for this sheet; EPUBCheck's own sheets are for Saxon. -->
    <xsl:if test="system:clearProperty('javax.xml.transform.TransformerFactory')">
      <xsl:for-each select="files/file">
        <xsl:value-of select="." />
        <xsl:text>&#9;</xsl:text>
        <xsl:value-of select="check:doValidate(check:new(file:new(string(.))))" />
        <xsl:text>&#10;</xsl:text>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
