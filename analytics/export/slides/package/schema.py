"""The order of elements in charts and slides, as the standard has it, and where a part breaks it."""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

# What the standard (ECMA-376, DrawingML charts and slides) says of the order of children: * may repeat, a|b is one or the other.
LABELS = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx"
AXIS += " crosses|crossesAt"
SERIES = "idx order tx spPr"
FAULTS = "trendline* errBars*"
DRAWINGS = "areaChart|area3DChart|lineChart|line3DChart|stockChart|radarChart|scatterChart|pieChart|pie3DChart|doughnutChart|barChart"
DRAWINGS += "|bar3DChart|ofPieChart|surfaceChart|surface3DChart|bubbleChart*"
FILLS = "noFill|solidFill|gradFill|blipFill|pattFill|grpFill"
ORDERS = {
    "c:chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData"
    " printSettings userShapes",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax",
    "c:plotArea": f"layout {DRAWINGS} valAx|catAx|dateAx|serAx* dTable spPr",
    "c:barChart": "barDir grouping varyColors ser* dLbls gapWidth overlap serLines* axId*",
    "c:lineChart": "grouping varyColors ser* dLbls dropLines hiLowLines upDownBars marker smooth axId*",
    "c:areaChart": "grouping varyColors ser* dLbls dropLines axId*",
    "c:scatterChart": "scatterStyle varyColors ser* dLbls axId*",
    "c:pieChart": "varyColors ser* dLbls firstSliceAng",
    "c:doughnutChart": "varyColors ser* dLbls firstSliceAng holeSize",
    "c:barChart/c:ser": f"{SERIES} invertIfNegative pictureOptions dPt* dLbls {FAULTS} cat val shape",
    "c:lineChart/c:ser": f"{SERIES} marker dPt* dLbls {FAULTS} cat val smooth",
    "c:areaChart/c:ser": f"{SERIES} pictureOptions dPt* dLbls {FAULTS} cat val",
    "c:scatterChart/c:ser": f"{SERIES} marker dPt* dLbls {FAULTS} xVal yVal smooth",
    "c:pieChart/c:ser": f"{SERIES} explosion dPt* dLbls cat val",
    "c:doughnutChart/c:ser": f"{SERIES} explosion dPt* dLbls cat val",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions",
    "c:dLbls": f"dLbl* delete {LABELS} showLeaderLines leaderLines",
    "c:dLbl": f"idx delete layout tx {LABELS}",
    "c:catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:dateAx": f"{AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit",
    "c:valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits",
    "c:scaling": "logBase orientation max min",
    "c:legend": "legendPos legendEntry* layout overlay spPr txPr",
    "c:title": "tx layout overlay spPr txPr",
    "c:marker": "symbol size spPr",
    "c:strRef": "f strCache",
    "c:numRef": "f numCache",
    "c:strCache": "ptCount pt*",
    "c:numCache": "formatCode ptCount pt*",
    "c:spPr": f"xfrm custGeom|prstGeom {FILLS} ln effectLst|effectDag scene3d sp3d",
    "p:spPr": f"xfrm custGeom|prstGeom {FILLS} ln effectLst|effectDag scene3d sp3d",
    "c:txPr": "bodyPr lstStyle p*",
    "c:rich": "bodyPr lstStyle p*",
    "p:txBody": "bodyPr lstStyle p*",
    "a:txBody": "bodyPr lstStyle p*",
    "a:p": "pPr r|br|fld|m|AlternateContent* endParaRPr",
    "a:r": "rPr t",
    "a:tbl": "tblPr tblGrid tr*",
    "a:tc": "txBody tcPr",
    "a:tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {FILLS} headers",
    "p:sld": "cSld clrMapOvr AlternateContent* transition timing",
    "p:sp": "nvSpPr spPr style txBody",
    "p:graphicFrame": "nvGraphicFramePr xfrm graphic",
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags embeddedFontLst custShowLst"
    " photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier",
}
SPACES = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
}
NAMES = {short: space for space, short in SPACES.items()} | {"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}


def short(element: Any) -> str:
    """An element's name with the usual prefix; empty where it is of another space."""
    space, _, local = element.tag[1:].partition("}") if element is not None else ("", "", "")
    return f"{SPACES[space]}:{local}" if space in SPACES else ""


def places_of(order: str) -> dict[str, tuple[int, bool]]:
    """The place of each child in an order, and whether it may repeat."""
    places = {name: (place, step.endswith("*")) for place, step in enumerate(order.split()) for name in step.rstrip("*").split("|")}
    return {"extLst": (len(order.split()), False)} | places


def first_wrong(element: etree._Element, order: str) -> str:
    """The first child that stands where the order does not allow it; empty where all is well."""
    places, reached = places_of(order), -1
    for child in element.iterchildren(etree.Element):
        local = child.tag.rpartition("}")[2]
        place, repeats = places.get(local, (-1, False))
        if place < reached or (place == reached and not repeats):
            return str(local)
        reached = place
    return ""
