<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis minScale="100000000" labelsEnabled="1" simplifyMaxScale="1" simplifyDrawingTol="1" symbologyReferenceScale="-1" simplifyDrawingHints="1" readOnly="0" simplifyAlgorithm="0" maxScale="0" styleCategories="AllStyleCategories" version="3.22.16-Białowieża" simplifyLocal="1" hasScaleBasedVisibilityFlag="0">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <temporal startField="" limitMode="0" accumulate="0" endExpression="" endField="" durationField="" durationUnit="min" mode="0" startExpression="" fixedDuration="0" enabled="0">
  <fixedRange>
   <start></start>
   <end></end>
  </fixedRange>
 </temporal>
 <renderer-v2 symbollevels="0" forceraster="0" enableorderby="0" type="singleSymbol" referencescale="-1">
  <symbols>
   <symbol name="0" type="fill" clip_to_extent="1" force_rhr="0" alpha="1">
    <data_defined_properties>
     <Option type="Map">
      <Option value="" name="name" type="QString"/>
      <Option name="properties"/>
      <Option value="collection" name="type" type="QString"/>
     </Option>
    </data_defined_properties>
    <layer pass="0" class="SimpleLine" locked="0" enabled="1">
     <Option type="Map">
      <Option value="0" name="align_dash_pattern" type="QString"/>
      <Option value="square" name="capstyle" type="QString"/>
      <Option value="5;2" name="customdash" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="customdash_map_unit_scale" type="QString"/>
      <Option value="MM" name="customdash_unit" type="QString"/>
      <Option value="0" name="dash_pattern_offset" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="dash_pattern_offset_map_unit_scale" type="QString"/>
      <Option value="MM" name="dash_pattern_offset_unit" type="QString"/>
      <Option value="0" name="draw_inside_polygon" type="QString"/>
      <Option value="bevel" name="joinstyle" type="QString"/>
      <Option value="20,24,32,255" name="line_color" type="QString"/>
      <Option value="solid" name="line_style" type="QString"/>
      <Option value="1.3" name="line_width" type="QString"/>
      <Option value="MM" name="line_width_unit" type="QString"/>
      <Option value="0" name="offset" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="offset_map_unit_scale" type="QString"/>
      <Option value="MM" name="offset_unit" type="QString"/>
      <Option value="0" name="ring_filter" type="QString"/>
      <Option value="0" name="trim_distance_end" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="trim_distance_end_map_unit_scale" type="QString"/>
      <Option value="MM" name="trim_distance_end_unit" type="QString"/>
      <Option value="0" name="trim_distance_start" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="trim_distance_start_map_unit_scale" type="QString"/>
      <Option value="MM" name="trim_distance_start_unit" type="QString"/>
      <Option value="0" name="tweak_dash_pattern_on_corners" type="QString"/>
      <Option value="0" name="use_custom_dash" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="width_map_unit_scale" type="QString"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="bevel" k="joinstyle"/>
     <prop v="20,24,32,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="1.3" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option value="" name="name" type="QString"/>
       <Option name="properties"/>
       <Option value="collection" name="type" type="QString"/>
      </Option>
     </data_defined_properties>
    </layer>
    <layer pass="0" class="SimpleLine" locked="0" enabled="1">
     <Option type="Map">
      <Option value="0" name="align_dash_pattern" type="QString"/>
      <Option value="square" name="capstyle" type="QString"/>
      <Option value="5;2" name="customdash" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="customdash_map_unit_scale" type="QString"/>
      <Option value="MM" name="customdash_unit" type="QString"/>
      <Option value="0" name="dash_pattern_offset" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="dash_pattern_offset_map_unit_scale" type="QString"/>
      <Option value="MM" name="dash_pattern_offset_unit" type="QString"/>
      <Option value="0" name="draw_inside_polygon" type="QString"/>
      <Option value="bevel" name="joinstyle" type="QString"/>
      <Option value="255,202,26,255" name="line_color" type="QString"/>
      <Option value="solid" name="line_style" type="QString"/>
      <Option value="0.6" name="line_width" type="QString"/>
      <Option value="MM" name="line_width_unit" type="QString"/>
      <Option value="0" name="offset" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="offset_map_unit_scale" type="QString"/>
      <Option value="MM" name="offset_unit" type="QString"/>
      <Option value="0" name="ring_filter" type="QString"/>
      <Option value="0" name="trim_distance_end" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="trim_distance_end_map_unit_scale" type="QString"/>
      <Option value="MM" name="trim_distance_end_unit" type="QString"/>
      <Option value="0" name="trim_distance_start" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="trim_distance_start_map_unit_scale" type="QString"/>
      <Option value="MM" name="trim_distance_start_unit" type="QString"/>
      <Option value="0" name="tweak_dash_pattern_on_corners" type="QString"/>
      <Option value="0" name="use_custom_dash" type="QString"/>
      <Option value="3x:0,0,0,0,0,0" name="width_map_unit_scale" type="QString"/>
     </Option>
     <prop v="0" k="align_dash_pattern"/>
     <prop v="square" k="capstyle"/>
     <prop v="5;2" k="customdash"/>
     <prop v="3x:0,0,0,0,0,0" k="customdash_map_unit_scale"/>
     <prop v="MM" k="customdash_unit"/>
     <prop v="0" k="dash_pattern_offset"/>
     <prop v="3x:0,0,0,0,0,0" k="dash_pattern_offset_map_unit_scale"/>
     <prop v="MM" k="dash_pattern_offset_unit"/>
     <prop v="0" k="draw_inside_polygon"/>
     <prop v="bevel" k="joinstyle"/>
     <prop v="255,202,26,255" k="line_color"/>
     <prop v="solid" k="line_style"/>
     <prop v="0.6" k="line_width"/>
     <prop v="MM" k="line_width_unit"/>
     <prop v="0" k="offset"/>
     <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
     <prop v="MM" k="offset_unit"/>
     <prop v="0" k="ring_filter"/>
     <prop v="0" k="trim_distance_end"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_end_map_unit_scale"/>
     <prop v="MM" k="trim_distance_end_unit"/>
     <prop v="0" k="trim_distance_start"/>
     <prop v="3x:0,0,0,0,0,0" k="trim_distance_start_map_unit_scale"/>
     <prop v="MM" k="trim_distance_start_unit"/>
     <prop v="0" k="tweak_dash_pattern_on_corners"/>
     <prop v="0" k="use_custom_dash"/>
     <prop v="3x:0,0,0,0,0,0" k="width_map_unit_scale"/>
     <data_defined_properties>
      <Option type="Map">
       <Option value="" name="name" type="QString"/>
       <Option name="properties"/>
       <Option value="collection" name="type" type="QString"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <rotation/>
  <sizescale/>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style namedStyle="" blendMode="0" fieldName="if(&quot;category&quot; = 'object', '', &quot;category&quot;)" fontUnderline="0" multilineHeight="1" fontLetterSpacing="0" allowHtml="0" textColor="20,24,32,255" fontFamily="Sans Serif" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontWeight="50" textOrientation="horizontal" fontWordSpacing="0" fontKerning="1" fontSize="9" fontSizeUnit="Point" fontItalic="0" fontStrikeout="0" previewBkgrdColor="255,255,255,255" textOpacity="1" capitalization="0" useSubstitutions="0" isExpression="1" legendString="Aa">
    <families/>
    <text-buffer bufferNoFill="1" bufferDraw="1" bufferSize="0.80000000000000004" bufferSizeUnits="MM" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferJoinStyle="128" bufferBlendMode="0" bufferColor="255,255,255,255" bufferOpacity="1"/>
    <text-mask maskOpacity="1" maskSize="1.5" maskedSymbolLayers="" maskType="0" maskJoinStyle="128" maskEnabled="0" maskSizeUnits="MM" maskSizeMapUnitScale="3x:0,0,0,0,0,0"/>
    <background shapeBorderColor="128,128,128,255" shapeBlendMode="0" shapeRotationType="0" shapeOffsetY="0" shapeSizeX="0" shapeDraw="0" shapeBorderWidthUnit="MM" shapeJoinStyle="64" shapeRadiiX="0" shapeBorderWidth="0" shapeType="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeSVGFile="" shapeOffsetUnit="MM" shapeSizeY="0" shapeOpacity="1" shapeFillColor="255,255,255,255" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiY="0" shapeSizeUnit="MM" shapeRotation="0" shapeSizeType="0" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiUnit="MM" shapeOffsetX="0">
     <symbol name="fillSymbol" type="fill" clip_to_extent="1" force_rhr="0" alpha="1">
      <data_defined_properties>
       <Option type="Map">
        <Option value="" name="name" type="QString"/>
        <Option name="properties"/>
        <Option value="collection" name="type" type="QString"/>
       </Option>
      </data_defined_properties>
      <layer pass="0" class="SimpleFill" locked="0" enabled="1">
       <Option type="Map">
        <Option value="3x:0,0,0,0,0,0" name="border_width_map_unit_scale" type="QString"/>
        <Option value="255,255,255,255" name="color" type="QString"/>
        <Option value="bevel" name="joinstyle" type="QString"/>
        <Option value="0,0" name="offset" type="QString"/>
        <Option value="3x:0,0,0,0,0,0" name="offset_map_unit_scale" type="QString"/>
        <Option value="MM" name="offset_unit" type="QString"/>
        <Option value="128,128,128,255" name="outline_color" type="QString"/>
        <Option value="no" name="outline_style" type="QString"/>
        <Option value="0" name="outline_width" type="QString"/>
        <Option value="MM" name="outline_width_unit" type="QString"/>
        <Option value="solid" name="style" type="QString"/>
       </Option>
       <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
       <prop v="255,255,255,255" k="color"/>
       <prop v="bevel" k="joinstyle"/>
       <prop v="0,0" k="offset"/>
       <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
       <prop v="MM" k="offset_unit"/>
       <prop v="128,128,128,255" k="outline_color"/>
       <prop v="no" k="outline_style"/>
       <prop v="0" k="outline_width"/>
       <prop v="MM" k="outline_width_unit"/>
       <prop v="solid" k="style"/>
       <data_defined_properties>
        <Option type="Map">
         <Option value="" name="name" type="QString"/>
         <Option name="properties"/>
         <Option value="collection" name="type" type="QString"/>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </background>
    <shadow shadowOffsetDist="1" shadowScale="100" shadowUnder="0" shadowOffsetAngle="135" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowOpacity="0.69999999999999996" shadowColor="0,0,0,255" shadowBlendMode="6" shadowOffsetGlobal="1" shadowRadius="1.5" shadowDraw="0" shadowRadiusUnit="MM" shadowRadiusAlphaOnly="0" shadowOffsetUnit="MM" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0"/>
    <dd_properties>
     <Option type="Map">
      <Option value="" name="name" type="QString"/>
      <Option name="properties"/>
      <Option value="collection" name="type" type="QString"/>
     </Option>
    </dd_properties>
    <substitutions/>
   </text-style>
   <text-format autoWrapLength="0" useMaxLineLengthForAutoWrap="1" rightDirectionSymbol=">" placeDirectionSymbol="0" multilineAlign="3" reverseDirectionSymbol="0" leftDirectionSymbol="&lt;" decimals="3" plussign="0" wrapChar="" addDirectionSymbol="0" formatNumbers="0"/>
   <placement labelOffsetMapUnitScale="3x:0,0,0,0,0,0" xOffset="0" distUnits="MM" overrunDistanceUnit="MM" lineAnchorPercent="0.5" geometryGeneratorType="PointGeometry" overrunDistance="0" distMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" maxCurvedCharAngleIn="25" priority="5" polygonPlacementFlags="2" rotationAngle="0" rotationUnit="AngleDegrees" placement="0" preserveRotation="1" dist="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" geometryGenerator="" yOffset="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" fitInPolygonOnly="0" lineAnchorClipping="0" lineAnchorType="0" placementFlags="10" centroidInside="0" quadOffset="4" repeatDistance="0" geometryGeneratorEnabled="0" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" offsetType="0" offsetUnits="MM" maxCurvedCharAngleOut="-25" centroidWhole="0" repeatDistanceUnits="MM"/>
   <rendering unplacedVisibility="0" drawLabels="1" fontMaxPixelSize="10000" fontMinPixelSize="0" scaleMax="0" labelPerPart="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" zIndex="0" scaleMin="0" obstacleType="1" displayAll="0" upsidedownLabels="0" limitNumLabels="0" fontLimitPixelSize="0" scaleVisibility="0" obstacleFactor="1" obstacle="1"/>
   <dd_properties>
    <Option type="Map">
     <Option value="" name="name" type="QString"/>
     <Option name="properties"/>
     <Option value="collection" name="type" type="QString"/>
    </Option>
   </dd_properties>
   <callout type="simple">
    <Option type="Map">
     <Option value="pole_of_inaccessibility" name="anchorPoint" type="QString"/>
     <Option value="0" name="blendMode" type="int"/>
     <Option name="ddProperties" type="Map">
      <Option value="" name="name" type="QString"/>
      <Option name="properties"/>
      <Option value="collection" name="type" type="QString"/>
     </Option>
     <Option value="false" name="drawToAllParts" type="bool"/>
     <Option value="0" name="enabled" type="QString"/>
     <Option value="point_on_exterior" name="labelAnchorPoint" type="QString"/>
     <Option value="&lt;symbol name=&quot;symbol&quot; type=&quot;line&quot; clip_to_extent=&quot;1&quot; force_rhr=&quot;0&quot; alpha=&quot;1&quot;>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option value=&quot;&quot; name=&quot;name&quot; type=&quot;QString&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option value=&quot;collection&quot; name=&quot;type&quot; type=&quot;QString&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;layer pass=&quot;0&quot; class=&quot;SimpleLine&quot; locked=&quot;0&quot; enabled=&quot;1&quot;>&lt;Option type=&quot;Map&quot;>&lt;Option value=&quot;0&quot; name=&quot;align_dash_pattern&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;square&quot; name=&quot;capstyle&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;5;2&quot; name=&quot;customdash&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; name=&quot;customdash_map_unit_scale&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;MM&quot; name=&quot;customdash_unit&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;dash_pattern_offset&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; name=&quot;dash_pattern_offset_map_unit_scale&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;MM&quot; name=&quot;dash_pattern_offset_unit&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;draw_inside_polygon&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;bevel&quot; name=&quot;joinstyle&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;60,60,60,255&quot; name=&quot;line_color&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;solid&quot; name=&quot;line_style&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0.3&quot; name=&quot;line_width&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;MM&quot; name=&quot;line_width_unit&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;offset&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; name=&quot;offset_map_unit_scale&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;MM&quot; name=&quot;offset_unit&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;ring_filter&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;trim_distance_end&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; name=&quot;trim_distance_end_map_unit_scale&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;MM&quot; name=&quot;trim_distance_end_unit&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;trim_distance_start&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; name=&quot;trim_distance_start_map_unit_scale&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;MM&quot; name=&quot;trim_distance_start_unit&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;tweak_dash_pattern_on_corners&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;0&quot; name=&quot;use_custom_dash&quot; type=&quot;QString&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; name=&quot;width_map_unit_scale&quot; type=&quot;QString&quot;/>&lt;/Option>&lt;prop v=&quot;0&quot; k=&quot;align_dash_pattern&quot;/>&lt;prop v=&quot;square&quot; k=&quot;capstyle&quot;/>&lt;prop v=&quot;5;2&quot; k=&quot;customdash&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;customdash_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;customdash_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;dash_pattern_offset&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;dash_pattern_offset_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;dash_pattern_offset_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;draw_inside_polygon&quot;/>&lt;prop v=&quot;bevel&quot; k=&quot;joinstyle&quot;/>&lt;prop v=&quot;60,60,60,255&quot; k=&quot;line_color&quot;/>&lt;prop v=&quot;solid&quot; k=&quot;line_style&quot;/>&lt;prop v=&quot;0.3&quot; k=&quot;line_width&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;line_width_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;offset&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;offset_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;offset_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;ring_filter&quot;/>&lt;prop v=&quot;0&quot; k=&quot;trim_distance_end&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;trim_distance_end_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;trim_distance_end_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;trim_distance_start&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;trim_distance_start_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;trim_distance_start_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;tweak_dash_pattern_on_corners&quot;/>&lt;prop v=&quot;0&quot; k=&quot;use_custom_dash&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;width_map_unit_scale&quot;/>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option value=&quot;&quot; name=&quot;name&quot; type=&quot;QString&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option value=&quot;collection&quot; name=&quot;type&quot; type=&quot;QString&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;/layer>&lt;/symbol>" name="lineSymbol" type="QString"/>
     <Option value="0" name="minLength" type="double"/>
     <Option value="3x:0,0,0,0,0,0" name="minLengthMapUnitScale" type="QString"/>
     <Option value="MM" name="minLengthUnit" type="QString"/>
     <Option value="0" name="offsetFromAnchor" type="double"/>
     <Option value="3x:0,0,0,0,0,0" name="offsetFromAnchorMapUnitScale" type="QString"/>
     <Option value="MM" name="offsetFromAnchorUnit" type="QString"/>
     <Option value="0" name="offsetFromLabel" type="double"/>
     <Option value="3x:0,0,0,0,0,0" name="offsetFromLabelMapUnitScale" type="QString"/>
     <Option value="MM" name="offsetFromLabelUnit" type="QString"/>
    </Option>
   </callout>
  </settings>
 </labeling>
 <customproperties>
  <Option/>
 </customproperties>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <geometryOptions geometryPrecision="0" removeDuplicateNodes="0">
  <activeChecks type="StringList">
   <Option value="" type="QString"/>
  </activeChecks>
  <checkConfiguration/>
 </geometryOptions>
 <legend showLabelLegend="0" type="default-vector"/>
 <referencedLayers/>
 <fieldConfiguration>
  <field configurationFlags="None" name="fid">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="uid">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="task">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="question">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="true" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="description">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="true" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="category">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="confidence">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="language">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="status">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option value="draft" name="draft" type="QString"/>
       </Option>
       <Option type="Map">
        <Option value="accepted" name="accepted" type="QString"/>
       </Option>
       <Option type="Map">
        <Option value="edited" name="edited" type="QString"/>
       </Option>
       <Option type="Map">
        <Option value="rejected" name="rejected" type="QString"/>
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="evidence">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="length_m">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="width_m">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="area_m2">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="azimuth">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="image_date">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="sensor">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="gsd_m">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="analyst">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="raster">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="false" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="polygon_px">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="polygon_map">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="crs">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="crs_raster">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="crs_operation">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="georeference">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="chip">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="recipe">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="provenance">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="model">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="model_revision">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="dialect">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="prompt_version">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="backend">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="device">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="raw">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="seconds">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="tokens">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="finish">
   <editWidget type="Hidden">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="notes">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option value="true" name="IsMultiline" type="bool"/>
      <Option value="false" name="UseHtml" type="bool"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="created">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option value="true" name="allow_null" type="bool"/>
      <Option value="yyyy-MM-dd HH:mm" name="display_format" type="QString"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="edited">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option value="true" name="allow_null" type="bool"/>
      <Option value="yyyy-MM-dd HH:mm" name="display_format" type="QString"/>
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias name="" index="0" field="fid"/>
  <alias name="Identifier" index="1" field="uid"/>
  <alias name="Task" index="2" field="task"/>
  <alias name="Question" index="3" field="question"/>
  <alias name="Description" index="4" field="description"/>
  <alias name="Category" index="5" field="category"/>
  <alias name="Confidence" index="6" field="confidence"/>
  <alias name="Language" index="7" field="language"/>
  <alias name="Status" index="8" field="status"/>
  <alias name="Evidence" index="9" field="evidence"/>
  <alias name="Length (m)" index="10" field="length_m"/>
  <alias name="Width (m)" index="11" field="width_m"/>
  <alias name="Area (m²)" index="12" field="area_m2"/>
  <alias name="Azimuth (°)" index="13" field="azimuth"/>
  <alias name="Image date" index="14" field="image_date"/>
  <alias name="Sensor" index="15" field="sensor"/>
  <alias name="Pixel size (m)" index="16" field="gsd_m"/>
  <alias name="Analyst" index="17" field="analyst"/>
  <alias name="Raster" index="18" field="raster"/>
  <alias name="Box in pixels" index="19" field="polygon_px"/>
  <alias name="Box on the map" index="20" field="polygon_map"/>
  <alias name="CRS of the box" index="21" field="crs"/>
  <alias name="CRS of the raster" index="22" field="crs_raster"/>
  <alias name="CRS operation" index="23" field="crs_operation"/>
  <alias name="Georeference" index="24" field="georeference"/>
  <alias name="Chip" index="25" field="chip"/>
  <alias name="Recipe" index="26" field="recipe"/>
  <alias name="Provenance" index="27" field="provenance"/>
  <alias name="Model" index="28" field="model"/>
  <alias name="Model revision" index="29" field="model_revision"/>
  <alias name="Dialect" index="30" field="dialect"/>
  <alias name="Prompt version" index="31" field="prompt_version"/>
  <alias name="Backend" index="32" field="backend"/>
  <alias name="Device" index="33" field="device"/>
  <alias name="Raw answer" index="34" field="raw"/>
  <alias name="Seconds" index="35" field="seconds"/>
  <alias name="Tokens" index="36" field="tokens"/>
  <alias name="Finish" index="37" field="finish"/>
  <alias name="Notes" index="38" field="notes"/>
  <alias name="Created" index="39" field="created"/>
  <alias name="Edited" index="40" field="edited"/>
 </aliases>
 <defaults>
  <default expression="" field="fid" applyOnUpdate="0"/>
  <default expression="" field="uid" applyOnUpdate="0"/>
  <default expression="" field="task" applyOnUpdate="0"/>
  <default expression="" field="question" applyOnUpdate="0"/>
  <default expression="" field="description" applyOnUpdate="0"/>
  <default expression="" field="category" applyOnUpdate="0"/>
  <default expression="" field="confidence" applyOnUpdate="0"/>
  <default expression="" field="language" applyOnUpdate="0"/>
  <default expression="" field="status" applyOnUpdate="0"/>
  <default expression="" field="evidence" applyOnUpdate="0"/>
  <default expression="" field="length_m" applyOnUpdate="0"/>
  <default expression="" field="width_m" applyOnUpdate="0"/>
  <default expression="" field="area_m2" applyOnUpdate="0"/>
  <default expression="" field="azimuth" applyOnUpdate="0"/>
  <default expression="" field="image_date" applyOnUpdate="0"/>
  <default expression="" field="sensor" applyOnUpdate="0"/>
  <default expression="" field="gsd_m" applyOnUpdate="0"/>
  <default expression="" field="analyst" applyOnUpdate="0"/>
  <default expression="" field="raster" applyOnUpdate="0"/>
  <default expression="" field="polygon_px" applyOnUpdate="0"/>
  <default expression="" field="polygon_map" applyOnUpdate="0"/>
  <default expression="" field="crs" applyOnUpdate="0"/>
  <default expression="" field="crs_raster" applyOnUpdate="0"/>
  <default expression="" field="crs_operation" applyOnUpdate="0"/>
  <default expression="" field="georeference" applyOnUpdate="0"/>
  <default expression="" field="chip" applyOnUpdate="0"/>
  <default expression="" field="recipe" applyOnUpdate="0"/>
  <default expression="" field="provenance" applyOnUpdate="0"/>
  <default expression="" field="model" applyOnUpdate="0"/>
  <default expression="" field="model_revision" applyOnUpdate="0"/>
  <default expression="" field="dialect" applyOnUpdate="0"/>
  <default expression="" field="prompt_version" applyOnUpdate="0"/>
  <default expression="" field="backend" applyOnUpdate="0"/>
  <default expression="" field="device" applyOnUpdate="0"/>
  <default expression="" field="raw" applyOnUpdate="0"/>
  <default expression="" field="seconds" applyOnUpdate="0"/>
  <default expression="" field="tokens" applyOnUpdate="0"/>
  <default expression="" field="finish" applyOnUpdate="0"/>
  <default expression="" field="notes" applyOnUpdate="0"/>
  <default expression="" field="created" applyOnUpdate="0"/>
  <default expression="" field="edited" applyOnUpdate="0"/>
 </defaults>
 <constraints>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="fid" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="uid" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="task" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="question" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="description" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="category" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="confidence" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="language" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="status" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="evidence" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="length_m" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="width_m" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="area_m2" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="azimuth" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="image_date" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="sensor" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="gsd_m" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="analyst" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="raster" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="polygon_px" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="polygon_map" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="crs" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="crs_raster" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="crs_operation" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="georeference" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="chip" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="recipe" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="provenance" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="model" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="model_revision" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="dialect" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="prompt_version" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="backend" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="device" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="raw" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="seconds" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="tokens" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="finish" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="notes" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="created" constraints="0"/>
  <constraint unique_strength="0" exp_strength="0" notnull_strength="0" field="edited" constraints="0"/>
 </constraints>
 <constraintExpressions>
  <constraint exp="" desc="" field="fid"/>
  <constraint exp="" desc="" field="uid"/>
  <constraint exp="" desc="" field="task"/>
  <constraint exp="" desc="" field="question"/>
  <constraint exp="" desc="" field="description"/>
  <constraint exp="" desc="" field="category"/>
  <constraint exp="" desc="" field="confidence"/>
  <constraint exp="" desc="" field="language"/>
  <constraint exp="" desc="" field="status"/>
  <constraint exp="" desc="" field="evidence"/>
  <constraint exp="" desc="" field="length_m"/>
  <constraint exp="" desc="" field="width_m"/>
  <constraint exp="" desc="" field="area_m2"/>
  <constraint exp="" desc="" field="azimuth"/>
  <constraint exp="" desc="" field="image_date"/>
  <constraint exp="" desc="" field="sensor"/>
  <constraint exp="" desc="" field="gsd_m"/>
  <constraint exp="" desc="" field="analyst"/>
  <constraint exp="" desc="" field="raster"/>
  <constraint exp="" desc="" field="polygon_px"/>
  <constraint exp="" desc="" field="polygon_map"/>
  <constraint exp="" desc="" field="crs"/>
  <constraint exp="" desc="" field="crs_raster"/>
  <constraint exp="" desc="" field="crs_operation"/>
  <constraint exp="" desc="" field="georeference"/>
  <constraint exp="" desc="" field="chip"/>
  <constraint exp="" desc="" field="recipe"/>
  <constraint exp="" desc="" field="provenance"/>
  <constraint exp="" desc="" field="model"/>
  <constraint exp="" desc="" field="model_revision"/>
  <constraint exp="" desc="" field="dialect"/>
  <constraint exp="" desc="" field="prompt_version"/>
  <constraint exp="" desc="" field="backend"/>
  <constraint exp="" desc="" field="device"/>
  <constraint exp="" desc="" field="raw"/>
  <constraint exp="" desc="" field="seconds"/>
  <constraint exp="" desc="" field="tokens"/>
  <constraint exp="" desc="" field="finish"/>
  <constraint exp="" desc="" field="notes"/>
  <constraint exp="" desc="" field="created"/>
  <constraint exp="" desc="" field="edited"/>
 </constraintExpressions>
 <expressionfields/>
 <attributeactions/>
 <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
  <columns>
   <column width="-1" name="fid" hidden="1" type="field"/>
   <column width="-1" name="uid" hidden="1" type="field"/>
   <column width="-1" name="task" hidden="1" type="field"/>
   <column width="-1" name="question" hidden="0" type="field"/>
   <column width="420" name="description" hidden="0" type="field"/>
   <column width="-1" name="category" hidden="0" type="field"/>
   <column width="-1" name="confidence" hidden="0" type="field"/>
   <column width="-1" name="language" hidden="0" type="field"/>
   <column width="-1" name="status" hidden="0" type="field"/>
   <column width="-1" name="evidence" hidden="1" type="field"/>
   <column width="-1" name="length_m" hidden="0" type="field"/>
   <column width="-1" name="width_m" hidden="0" type="field"/>
   <column width="-1" name="area_m2" hidden="0" type="field"/>
   <column width="-1" name="azimuth" hidden="0" type="field"/>
   <column width="-1" name="image_date" hidden="0" type="field"/>
   <column width="-1" name="sensor" hidden="0" type="field"/>
   <column width="-1" name="gsd_m" hidden="0" type="field"/>
   <column width="-1" name="analyst" hidden="0" type="field"/>
   <column width="-1" name="raster" hidden="0" type="field"/>
   <column width="-1" name="polygon_px" hidden="1" type="field"/>
   <column width="-1" name="polygon_map" hidden="1" type="field"/>
   <column width="-1" name="crs" hidden="1" type="field"/>
   <column width="-1" name="crs_raster" hidden="1" type="field"/>
   <column width="-1" name="crs_operation" hidden="1" type="field"/>
   <column width="-1" name="georeference" hidden="1" type="field"/>
   <column width="-1" name="chip" hidden="1" type="field"/>
   <column width="-1" name="recipe" hidden="1" type="field"/>
   <column width="-1" name="provenance" hidden="1" type="field"/>
   <column width="-1" name="model" hidden="1" type="field"/>
   <column width="-1" name="model_revision" hidden="1" type="field"/>
   <column width="-1" name="dialect" hidden="1" type="field"/>
   <column width="-1" name="prompt_version" hidden="1" type="field"/>
   <column width="-1" name="backend" hidden="1" type="field"/>
   <column width="-1" name="device" hidden="1" type="field"/>
   <column width="-1" name="raw" hidden="1" type="field"/>
   <column width="-1" name="seconds" hidden="1" type="field"/>
   <column width="-1" name="tokens" hidden="1" type="field"/>
   <column width="-1" name="finish" hidden="1" type="field"/>
   <column width="-1" name="notes" hidden="0" type="field"/>
   <column width="-1" name="created" hidden="0" type="field"/>
   <column width="-1" name="edited" hidden="0" type="field"/>
   <column width="-1" hidden="0" type="actions"/>
  </columns>
 </attributetableconfig>
 <conditionalstyles>
  <rowstyles/>
  <fieldstyles/>
 </conditionalstyles>
 <storedexpressions/>
 <editform tolerant="1"></editform>
 <editforminit/>
 <editforminitcodesource>0</editforminitcodesource>
 <editforminitfilepath></editforminitfilepath>
 <editforminitcode><![CDATA[]]></editforminitcode>
 <featformsuppress>0</featformsuppress>
 <editorlayout>generatedlayout</editorlayout>
 <editable/>
 <labelOnTop/>
 <reuseLastValue/>
 <dataDefinedFieldProperties/>
 <widgets/>
 <previewExpression>left("description", 80)</previewExpression>
 <mapTip>&lt;div style="max-width: 340px">&lt;p>[% replace(replace(replace(coalesce("description", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;') %]&lt;/p>&lt;p style="color: gray">[% replace(replace(replace(coalesce("sensor", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;') %] [% replace(replace(replace(coalesce("image_date", ''), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '>', '&amp;gt;') %]&lt;/p>&lt;/div></mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
